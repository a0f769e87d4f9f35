package io.parley.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How things are written on the screen. */
final class Lines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private Lines() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String timeOrNot(@Nullable Instant time) {
        return time == null ? "not yet" : time(time);
    }

    /** Control characters of a message would be commands to the terminal. */
    static String message(Instant time, String name, String body) {
        return time(time) + ' ' + printable(name) + ": " + printable(body);
    }

    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

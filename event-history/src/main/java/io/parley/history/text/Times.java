package io.parley.history.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, UTC. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    /** In the largest unit that leaves at least one of it. */
    public static String after(Instant from, Instant to) {
        long ms = Duration.between(from, to).toMillis();
        if (ms < 1_000) {
            return ms + " ms";
        }
        if (ms < 120_000) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
        }
        Duration spent = Duration.ofMillis(ms);
        return spent.toHours() < 2
                ? spent.toMinutes() + " min"
                : spent.toDays() < 2 ? spent.toHours() + " h" : spent.toDays() + " d";
    }
}

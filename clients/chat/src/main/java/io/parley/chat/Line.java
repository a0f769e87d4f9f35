package io.parley.chat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** How things look. What others wrote is made harmless first: a terminal obeys control characters. */
final class Line {
    private static final AttributedStyle DIM =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
    private static final AttributedStyle OWN = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle OTHER =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN).bold();
    private static final AttributedStyle BAD = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle READ =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM HH:mm");
    private static final int EXCERPT = 30;

    private Line() {}

    static AttributedString note(String text) {
        return new AttributedString(harmless(text), DIM);
    }

    static AttributedString bad(String text) {
        return new AttributedString(harmless(text), BAD);
    }

    static AttributedString theirs(Instant time, String name, String text) {
        return message(time, name, OTHER, text).toAttributedString();
    }

    static AttributedString own(Instant time, String text, Tick tick) {
        return message(time, "you", OWN, text)
                .append(" ")
                .append(tick.text(), style(tick))
                .toAttributedString();
    }

    /** What an own message has reached since it was printed. */
    static AttributedString reached(Tick tick, String name, String text) {
        String what = switch (tick) {
            case WAITING -> " waits for the server: ";
            case SENT -> " sent: ";
            case DELIVERED -> " delivered to " + harmless(name) + ": ";
            case READ -> " read by " + harmless(name) + ": ";
        };
        return new AttributedStringBuilder()
                .append("      ")
                .append(tick.text(), style(tick))
                .append(what + excerpt(text), DIM)
                .toAttributedString();
    }

    private static AttributedStringBuilder message(Instant time, String name, AttributedStyle style, String text) {
        return new AttributedStringBuilder()
                .append(clock(time), DIM)
                .append(" ")
                .append(harmless(name), style)
                .append("  ")
                .append(harmless(text).replace("\n", "\n      "));
    }

    static AttributedStyle style(Tick tick) {
        return tick == Tick.READ ? READ : DIM;
    }

    static String clock(Instant time) {
        ZonedDateTime here = time.atZone(ZoneId.systemDefault());
        return (here.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault())) ? TODAY : EARLIER).format(here);
    }

    static String excerpt(String text) {
        String line = harmless(text).replace('\n', ' ');
        if (line.codePointCount(0, line.length()) <= EXCERPT) return line;
        return line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(c -> harmless.appendCodePoint(isHarmless(c) ? c : '\uFFFD'));
        return harmless.toString();
    }

    /** Control characters command the terminal; the rest of the refused turn the reading direction round. */
    private static boolean isHarmless(int c) {
        if (c == '\n' || c == '\t') return true;
        return !Character.isISOControl(c) && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
    }
}

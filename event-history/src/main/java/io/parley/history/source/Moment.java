package io.parley.history.source;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment in the history, with everything in it that was stored by then. */
public sealed interface Moment {
    /** What people may write. */
    String FORMS =
            "a time such as 2026-11-24T12:00:00Z, 2026-11-24 12:00 or 2026-11-24 (UTC), an age such as 90s, 15m, 2h or 3d,"
                    + " or a position such as #1234";

    record AtTime(Instant time) implements Moment {
        @Override
        public String toString() {
            return time.toString();
        }
    }

    record AtPosition(long position) implements Moment {
        @Override
        public String toString() {
            return "#" + position;
        }
    }

    Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");
    Pattern POSITION = Pattern.compile("#(\\d{1,18})");

    /** @throws HistoryException where it is none of {@link #FORMS} */
    static Moment parse(String text, Clock clock) {
        Matcher position = POSITION.matcher(text);
        if (position.matches()) {
            return new AtPosition(Long.parseLong(position.group(1)));
        }
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            return new AtTime(clock.instant().minus(age(age)));
        }
        try {
            return new AtTime(time(text.replace(' ', 'T').toUpperCase(Locale.ROOT)));
        } catch (DateTimeException e) {
            throw new HistoryException("'" + text + "' is no moment; write " + FORMS + ".", e);
        }
    }

    private static Duration age(Matcher age) {
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Instant time(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        return text.contains("T")
                ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

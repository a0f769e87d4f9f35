package io.parley.history.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From values to pixels, with round numbers at the ticks. */
record Scale(double from, double to, double start, double end, boolean logarithmic) {
    private static final int TICKS = 4;

    /** Round times, in milliseconds, about ten times each other: what logarithmic scales are for here. */
    private static final List<Double> TIMES = List.of(
            1.0,
            10.0,
            100.0,
            1_000.0,
            10_000.0,
            60_000.0,
            600_000.0,
            3_600_000.0,
            36_000_000.0,
            864_000_000.0,
            8_640_000_000.0);

    static Scale linear(double highest, double start, double end) {
        double step = step(Math.max(highest, 1) / TICKS);
        return new Scale(0, step * Math.ceil(Math.max(highest, 1) / step), start, end, false);
    }

    /** From one round time below the values, in milliseconds, to one above. */
    static Scale logarithmic(double lowest, double highest, double start, double end) {
        double low = TIMES.stream().filter(time -> time <= Math.max(lowest, 1)).reduce(1.0, Math::max);
        double high = TIMES.stream()
                .filter(time -> time >= highest && time > low)
                .findFirst()
                .orElse(TIMES.getLast());
        return new Scale(Math.log10(low), Math.log10(high), start, end, true);
    }

    double at(double value) {
        double shown = logarithmic ? Math.log10(Math.max(value, 1)) : value;
        return start + (end - start) * (shown - from) / (to - from);
    }

    List<Double> ticks() {
        if (logarithmic) {
            return TIMES.stream()
                    .filter(time -> Math.log10(time) >= from && Math.log10(time) <= to)
                    .toList();
        }
        List<Double> ticks = new ArrayList<>();
        double step = step((to - from) / TICKS);
        for (double tick = from; tick <= to + step / 1000; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static double step(double about) {
        double power = Math.pow(10, Math.floor(Math.log10(about)));
        double digit = about / power;
        double step = power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        return Math.max(1, step);
    }

    static String number(double value) {
        if (value >= 1_000_000) {
            return trimmed(value / 1_000_000) + "M";
        }
        return value >= 10_000 ? trimmed(value / 1_000) + "k" : String.format(Locale.ROOT, "%,.0f", value);
    }

    static String milliseconds(double ms) {
        if (ms < 1_000) {
            return trimmed(ms) + " ms";
        }
        if (ms < 60_000) {
            return trimmed(ms / 1_000) + " s";
        }
        if (ms < 3_600_000) {
            return trimmed(ms / 60_000) + " min";
        }
        return ms < 172_800_000 ? trimmed(ms / 3_600_000) + " h" : trimmed(ms / 86_400_000) + " d";
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

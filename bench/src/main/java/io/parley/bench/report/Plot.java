package io.parley.bench.report;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Draws panels below each other: sizes on a logarithmic scale, values from zero. Readable on light and on dark pages. */
final class Plot {
    private static final double WIDTH = 640;
    private static final double PANEL = 190;
    private static final double LEFT = 70;
    private static final double RIGHT = WIDTH - 40;
    private static final double TOP = 40;
    private static final double FLOOR = PANEL - 30;
    private static final int LINES = 4;
    private static final double TEXT_DOWN = 4;
    private static final double ABOVE = 9;
    private static final double BELOW = 18;
    private static final String STYLE =
            "text{font:12px sans-serif;fill:#777}.title{font-weight:bold}.grid{stroke:#8884}.line{fill:none;stroke:#2a78d6;"
                    + "stroke-width:2}.dot{fill:#2a78d6}.end{text-anchor:end}.middle{text-anchor:middle}";

    private final String description;
    private final StringBuilder drawn = new StringBuilder();
    private int panels;

    Plot(String description) {
        this.description = description;
    }

    /** @param sizes and {@code values}: as many */
    void panel(String title, List<Long> sizes, List<Double> values) {
        double base = PANEL * panels++;
        double highest = ceiling(Collections.max(values));
        add("<text class=\"title\" x=\"%.1f\" y=\"%.1f\">%s</text>", LEFT, base + TOP - 2 * ABOVE, escaped(title));
        for (int i = 0; i <= LINES; i++) {
            double value = highest * i / LINES;
            double y = y(base, value, highest);
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", LEFT, y, RIGHT, y);
            add("<text class=\"end\" x=\"%.1f\" y=\"%.1f\">%s</text>", LEFT - ABOVE, y + TEXT_DOWN, number(value));
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            double x = x(sizes, i);
            double y = y(base, values.get(i), highest);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : " L", x, y));
            add("<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", x, y);
            add("<text class=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>", x, y - ABOVE, number(values.get(i)));
            add("<text class=\"middle\" x=\"%.1f\" y=\"%.1f\">%,d</text>", x, base + FLOOR + BELOW, sizes.get(i));
        }
        add("<path class=\"line\" d=\"%s\"/>", path);
    }

    private static double x(List<Long> sizes, int i) {
        double from = Math.log10(sizes.getFirst());
        double to = Math.log10(sizes.getLast());
        double share = to > from ? (Math.log10(sizes.get(i)) - from) / (to - from) : 0;
        return LEFT + BELOW + share * (RIGHT - LEFT - 2 * BELOW);
    }

    private static double y(double base, double value, double highest) {
        return base + FLOOR - value / highest * (FLOOR - TOP);
    }

    /** The next of 1, 2, 4, 5, 8 and 10 times a power of ten. */
    static double ceiling(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 4, 5, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Three digits that matter. */
    static String number(double value) {
        if (value >= 100 || value == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 0.1 ? "%.2f" : "%.3f", value);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotations are not on the class path
    private void add(String format, Object... values) {
        drawn.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n<style>%s</style>%n",
                        WIDTH,
                        PANEL * panels,
                        escaped(description),
                        STYLE)
                + drawn
                + "</svg>\n";
    }
}

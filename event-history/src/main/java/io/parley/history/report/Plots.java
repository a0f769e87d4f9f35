package io.parley.history.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The kinds of plots. */
final class Plots {
    private static final double LEFT = 58;
    private static final double RIGHT = Svg.WIDTH - 64;
    private static final double TOP = 14;
    private static final double BOTTOM = Svg.HEIGHT - 30;
    private static final int MOST_LABELS = 8;
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final double FAINTEST = 0.06;

    private Plots() {}

    record Point(String label, double value) {}

    /** @param style its colour */
    record Line(String name, String style, List<Point> points) {}

    /** Lines over the same labels, on a logarithmic scale. */
    static String lines(String description, List<Line> lines, DoubleFunction<String> unit) {
        Svg svg = new Svg(description);
        double lowest = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::value)
                .min()
                .orElse(1);
        double highest = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::value)
                .max()
                .orElse(10);
        Scale y = Scale.logarithmic(lowest, highest, BOTTOM, TOP);
        grid(svg, y, unit);
        List<String> labels =
                lines.getFirst().points().stream().map(Point::label).toList();
        labels(svg, labels, false);
        double lastLabel = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < line.points().size(); i++) {
                Point point = line.points().get(i);
                double x = x(i, labels.size());
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", i == 0 ? "M" : "L", x, y.at(point.value())));
            }
            svg.path("line " + line.style(), path.toString());
            for (int i = 0; i < line.points().size(); i++) {
                Point point = line.points().get(i);
                svg.dot(
                        line.style(),
                        x(i, labels.size()),
                        y.at(point.value()),
                        point.label() + ": " + line.name() + " " + unit.apply(point.value()));
            }
            double at = y.at(line.points().getLast().value()) + 4;
            lastLabel = lastLabel == Double.NEGATIVE_INFINITY ? at : Math.min(at, lastLabel - 14);
            svg.text("name " + line.style(), RIGHT + 10, lastLabel, line.name());
        }
        return svg.toString();
    }

    private static double x(int i, int count) {
        return count == 1 ? (LEFT + RIGHT) / 2 : LEFT + 6 + (RIGHT - LEFT - 12) * i / (count - 1.0);
    }

    static String bars(String description, List<Point> points) {
        Svg svg = new Svg(description);
        double highest = points.stream().mapToDouble(Point::value).max().orElse(1);
        Scale y = Scale.linear(highest, BOTTOM, TOP);
        grid(svg, y, Scale::number);
        labels(svg, points.stream().map(Point::label).toList(), true);
        double step = (RIGHT - LEFT) / points.size();
        double width = Math.min(46, step * 0.72);
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double top = y.at(point.value());
            svg.bar(
                    "bar",
                    LEFT + step * (i + 0.5) - width / 2,
                    top,
                    width,
                    BOTTOM - top,
                    point.label() + ": " + Scale.number(point.value()));
        }
        return svg.toString();
    }

    /** @param counts by weekday, Monday first, and hour */
    static String week(String description, double[][] counts) {
        double cell = 25;
        double row = 25;
        Svg svg = new Svg(description, (int) (TOP + 7 * row + 30));
        double highest = 1;
        for (double[] day : counts) {
            for (double count : day) {
                highest = Math.max(highest, count);
            }
        }
        for (int day = 0; day < 7; day++) {
            svg.text("tick end", LEFT - 10, TOP + row * day + 16, DAYS[day]);
            for (int hour = 0; hour < 24; hour++) {
                double count = counts[day][hour];
                double strength = count == 0 ? FAINTEST : 0.15 + 0.85 * Math.sqrt(count / highest);
                svg.cell(
                        LEFT + cell * hour,
                        TOP + row * day,
                        cell - 3,
                        row - 3,
                        strength,
                        String.format(Locale.ROOT, "%s %02d:00: %,.0f", DAYS[day], hour, count));
            }
        }
        for (int hour = 0; hour < 24; hour += 3) {
            svg.text(
                    "tick middle",
                    LEFT + cell * hour + 11,
                    TOP + 7 * row + 16,
                    String.format(Locale.ROOT, "%02d", hour));
        }
        return svg.toString();
    }

    private static void grid(Svg svg, Scale y, DoubleFunction<String> unit) {
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick end", LEFT - 8, y.at(tick) + 4, unit.apply(tick));
        }
    }

    private static void labels(Svg svg, List<String> labels, boolean bars) {
        int every = Math.max(1, (labels.size() + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < labels.size(); i += every) {
            double x = bars ? LEFT + (RIGHT - LEFT) / labels.size() * (i + 0.5) : x(i, labels.size());
            svg.text("tick middle", x, BOTTOM + 20, labels.get(i));
        }
    }
}

package io.parley.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * What a server does and what it costs, by the size of something.
 *
 * @param name for files
 * @param title what grows
 * @param work what is counted, in the plural
 */
public record Curve(String name, String title, String work, List<Point> points) {
    /** @param cpu seconds of the server for a thousand */
    public record Point(long size, double perSecond, double cpu) {}

    /** In Markdown; the last column tells what grows faster than its work. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                "| %s | %s/s | server CPU, s per 1,000 | to the first row |%n| ---: | ---: | ---: | ---: |%n",
                title, work));
        double first = points.getFirst().cpu();
        for (Point point : points) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.3f | x %.2f |%n",
                    point.size(),
                    point.perSecond(),
                    point.cpu(),
                    point.cpu() / first));
        }
        return table.toString();
    }

    /** An SVG drawing: work a second above, CPU below. */
    public String plot() {
        List<Long> sizes = points.stream().map(Point::size).toList();
        Plot plot = new Plot(title + ": " + work + " a second and CPU");
        plot.panel(
                work + " a second, by " + title,
                sizes,
                points.stream().map(Point::perSecond).toList());
        plot.panel(
                "server CPU, s per 1,000 " + work,
                sizes,
                points.stream().map(Point::cpu).toList());
        return plot.toString();
    }
}

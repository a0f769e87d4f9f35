package io.parley.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/metrics.md} says. */
record MetricsPage(Map<String, Metric> metrics) {
    static final Path ROOT = Path.of(System.getProperty("parley.root"));
    private static final Pattern ROW =
            Pattern.compile("^\\| `(parley_\\w+)` \\| (\\w+) \\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

    record Metric(String type, Set<String> labels) {}

    static MetricsPage read() throws IOException {
        Map<String, Metric> metrics = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/metrics.md")));
        while (rows.find()) {
            Set<String> labels = new TreeSet<>();
            LABEL.matcher(rows.group(3)).results().forEach(label -> labels.add(label.group(1)));
            metrics.put(rows.group(1), new Metric(rows.group(2), labels));
        }
        return new MetricsPage(metrics);
    }
}

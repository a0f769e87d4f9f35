package io.parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of one run, with the machine that they were measured on. */
public record Report(Instant time, Map<String, String> machine, List<Figure> figures) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static Report of(List<Figure> figures) {
        return new Report(
                Instant.now(),
                Map.of(
                        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        "java", System.getProperty("java.runtime.version")),
                figures);
    }

    public static Report read(Path file) {
        return JSON.readValue(file.toFile(), Report.class);
    }

    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), this);
    }

    /** A table; with an earlier report, a column of ratios to it. */
    public String table(@Nullable Report earlier) {
        Map<String, Double> before = earlier == null
                ? Map.of()
                : earlier.figures().stream().collect(Collectors.toMap(Figure::name, Figure::value));
        StringBuilder table = new StringBuilder();
        table.append(String.format("%-48s %12s %-4s %-10s %s%n", "figure", "value", "", "goal", earlier == null ? "" : "to the last run"));
        for (Figure figure : figures) {
            Double last = before.get(figure.name());
            table.append(String.format(
                    "%-48s %,12.2f %-4s %-10s %s%n",
                    figure.meaning(),
                    figure.value(),
                    figure.unit(),
                    figure.goal(),
                    last == null ? "" : String.format("x %.2f", figure.value() / last)));
        }
        return table.toString();
    }
}

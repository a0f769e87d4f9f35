package io.parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of one run, with the machine that they were measured on. */
public record Report(Instant time, Map<String, String> machine, Map<String, String> settings, List<Figure> figures) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @throws tools.jackson.core.JacksonException if the file is none of ours */
    static Report read(Path file) {
        return JSON.readValue(file.toFile(), Report.class);
    }

    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), this);
    }

    boolean isComparable(Report other) {
        return settings.equals(other.settings)
                && Objects.equals(machine.get(Machine.CORES), other.machine.get(Machine.CORES))
                && Objects.equals(machine.get(Machine.PROCESSOR), other.machine.get(Machine.PROCESSOR));
    }

    /** A table; with an earlier report, a column of ratios to it. */
    public String table(@Nullable Report earlier) {
        Map<String, Double> before = earlier == null
                ? Map.of()
                : earlier.figures().stream().collect(Collectors.toMap(Figure::name, Figure::value));
        StringBuilder table = new StringBuilder();
        machine.forEach(
                (name, value) -> table.append(name).append(": ").append(value).append("   "));
        table.append(String.format("%nEvery event was synced to disk before it was acknowledged.%n"));
        String last = earlier == null ? "" : "to " + earlier.time();
        table.append(String.format("%n%-48s %12s %-4s %-10s %s%n", "figure", "value", "", "goal", last));
        figures.forEach(figure -> table.append(row(figure, before.get(figure.name()))));
        return table.toString();
    }

    private static String row(Figure figure, @Nullable Double before) {
        return String.format(
                        Locale.ROOT,
                        "%-48s %,12.2f %-4s %-10s %s",
                        figure.meaning(),
                        figure.value(),
                        figure.unit(),
                        figure.goal(),
                        before == null ? "" : String.format(Locale.ROOT, "x %.2f", figure.value() / before))
                .stripTrailing()
                .concat(System.lineSeparator());
    }
}

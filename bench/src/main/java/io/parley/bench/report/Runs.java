package io.parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of earlier runs, a file each, named by its time. */
public record Runs(Path folder) {
    private static final String SUFFIX = ".json";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

    public Path fileOf(Instant time) {
        return folder.resolve(NAME.format(time) + SUFFIX);
    }

    /** Where comparisons with other servers go. */
    public Runs beside() {
        return new Runs(folder.resolve("beside"));
    }

    /** The newest run with the same settings on a machine like this one. */
    public @Nullable Report latestLike(Report report) throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(Report::read)
                    .filter(report::isComparable)
                    .max(Comparator.comparing(Report::time))
                    .orElse(null);
        }
    }
}

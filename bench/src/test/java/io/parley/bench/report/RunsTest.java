package io.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void comparesWithTheNewestRunOfTheSameMachineAndSettings() throws IOException {
        Runs runs = new Runs(folder);
        write(runs, report(NOON, "2", "100", 10));
        write(runs, report(NOON.plusSeconds(60), "2", "100", 20));
        write(runs, report(NOON.plusSeconds(120), "2", "20", 30));
        write(runs, report(NOON.plusSeconds(180), "64", "100", 40));
        Report now = report(NOON.plusSeconds(240), "2", "100", 50);

        Report earlier = runs.latestLike(now);

        assertThat(earlier).isNotNull();
        assertThat(now.table(earlier)).contains("50.00").contains("x 2.50");
    }

    @Test
    void theFirstRunIsComparedWithNothing() throws IOException {
        Report first = report(NOON, "2", "100", 10);

        assertThat(new Runs(folder.resolve("none")).latestLike(first)).isNull();
        assertThat(first.table(null)).contains("10.00").doesNotContain("x 1");
    }

    private static void write(Runs runs, Report report) throws IOException {
        report.write(runs.fileOf(report.time()));
    }

    private static Report report(Instant time, String cores, String pairs, double value) {
        return new Report(
                time,
                Map.of("cores", cores, "processor", "p"),
                Map.of("pairs", pairs),
                List.of(new Figure("closed1", "complete", value, "/s", "")));
    }
}

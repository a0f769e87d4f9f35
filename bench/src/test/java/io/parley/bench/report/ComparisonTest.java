package io.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path folder;

    private final Measured ours = new Measured("Parley");
    private final Measured peer = new Measured("ejabberd");
    private String ended;

    @Test
    void showsRatioSpreadAndGoal() {
        measure("closed8", 1_000, 100);
        measure("closed8", 1_400, 100);

        assertThat(comparison("closed8").table())
                .contains("1,200.00", "100.00", "12.00 (10.00..14.00)", ">= 12.00")
                .doesNotContain("NOT REACHED")
                .endsWith("- All is unequal." + System.lineSeparator());
    }

    @Test
    void saysWhichGoalWasNotReached() {
        measure("pending.median", 50, 100);

        assertThat(comparison("pending.median").table()).contains("<= 0.33 NOT REACHED");
    }

    @Test
    void theLatencyOfAQueueReachesNoGoal() {
        measure("open.rate", 500, 250);
        measure("open.recipient.p50", 1, 1_000);

        assertThat(comparison("open.recipient.p50").table())
                .contains("0.001 (0.001..0.001)", "cannot be told: ejabberd did not keep up");
    }

    @Test
    void nothingIsDividedByNothing() {
        measure("crash.gone", 0, 0);
        ours.add(List.of(new Figure("idle.heap", "", 1, "KiB", "")));

        assertThat(comparison("crash.gone").ratios()).isEqualTo(Map.of("ejabberd", Map.of()));
        assertThat(comparison("idle.heap").table()).contains("1.00            - KiB");
    }

    @Test
    void whatWasMeasuredBeforeItEndedEarlyIsShown() {
        measure("closed8", 1_000, 100);
        ended = "The run ended early.";

        assertThat(comparison("closed8").table())
                .contains("10.00 (10.00..10.00)")
                .endsWith("The run ended early." + System.lineSeparator());
    }

    @Test
    void theFileHoldsRoundsAndRatios() throws IOException {
        measure("closed8", 1_000, 100);
        Path file = folder.resolve("new").resolve("run.json");

        comparison("closed8").write(file);

        assertThat(Files.readString(file)).contains("\"ratios\"", "\"least\" : 10.0", "1000.0");
    }

    private void measure(String name, double mine, double theirs) {
        ours.add(List.of(new Figure(name, "", mine, "", "")));
        peer.add(List.of(new Figure(name, "", theirs, "", "")));
    }

    private Comparison comparison(String name) {
        return new Comparison(
                Instant.EPOCH,
                Map.of("cores", "2"),
                Map.of("rounds", "2"),
                List.of(new Measure(name, "the figure", "KiB")),
                ours,
                List.of(peer),
                List.of("All is unequal."),
                ended);
    }
}

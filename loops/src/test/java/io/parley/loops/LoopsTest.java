package io.parley.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every loop runs; how fast is the loops' own to say. */
class LoopsTest {
    @Test
    void everyLoopRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.parley\\.loops\\..*")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replace("io.parley.loops.", ""))
                .containsExactlyInAnyOrder(
                        "Frames.read",
                        "Frames.write",
                        "Sealing.seal",
                        "Sealing.open",
                        "Views.writeBatch",
                        "Views.writeBatch",
                        "Views.writeBatch");
    }
}

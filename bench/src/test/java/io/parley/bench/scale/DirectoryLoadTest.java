package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DirectoryLoadTest {
    private static final int COMMANDS = 20_000;

    private static DirectoryLoad.Outcome run(long people, long seed) throws IOException {
        return new DirectoryLoad(Costs.defaults(), Workloads.of(people), COMMANDS, seed).run();
    }

    @Test
    void everyCommandIsAnswered() throws IOException {
        DirectoryLoad.Outcome outcome = run(200_000, 1);

        assertThat(outcome.asked()).isEqualTo(COMMANDS);
        assertThat(outcome.answered()).isEqualTo(COMMANDS);
        assertThat(outcome.lateShare()).isZero();
    }

    @Test
    void aBusierRedisAnswersLater() throws IOException {
        assertThat(run(400_000, 1).p50Ms()).isGreaterThan(run(10_000, 1).p50Ms());
        assertThat(run(400_000, 1).busy()).isGreaterThan(10 * run(10_000, 1).busy());
    }

    @Test
    void theSameSeedSaysTheSame() throws IOException {
        assertThat(run(100_000, 5)).isEqualTo(run(100_000, 5)).isNotEqualTo(run(100_000, 6));
    }
}

package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.bench.scale.RegionCut.Outcome;
import io.parley.bench.scale.RegionCut.Setting;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RegionCutTest {
    private static final int TRIES = 30;

    private static Outcome run(double share, double utilisation, int minutes, long seed) {
        return new RegionCut(new Setting(share, 1_000, utilisation, Duration.ofMinutes(minutes), 5_000), seed).run();
    }

    @Property(tries = TRIES)
    void nothingIsLost(
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double share,
            @ForAll @DoubleRange(min = 0.2, max = 0.8) double utilisation,
            @ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Outcome outcome = run(share, utilisation, 5, seed);

        assertThat(outcome.sent()).isPositive();
        assertThat(outcome.accepted()).isEqualTo(outcome.sent());
        assertThat(outcome.announced()).isEqualTo(outcome.forRegion());
    }

    @Test
    void whatTheRegionSaidDuringTheCutWaited() {
        assertThat(run(0.5, 0.5, 10, 1).queued()).isCloseTo(0.5 * 1_000 * 600, within(30_000.0));
    }

    @Test
    void theLessIsSpareTheLongerItTakes() {
        assertThat(run(0.3, 0.8, 10, 1).currentAfter())
                .isGreaterThan(1.5 * run(0.3, 0.4, 10, 1).currentAfter());
    }

    @Test
    void theSameSeedSaysTheSame() {
        assertThat(run(0.3, 0.5, 5, 1)).isEqualTo(run(0.3, 0.5, 5, 1)).isNotEqualTo(run(0.3, 0.5, 5, 2));
    }
}

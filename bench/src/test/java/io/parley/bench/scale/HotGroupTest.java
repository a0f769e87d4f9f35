package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.bench.scale.HotGroup.Outcome;
import io.parley.bench.scale.HotGroup.Setting;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HotGroupTest {
    private static final int TRIES = 30;

    private final Costs costs = defaults();

    private static Costs defaults() {
        try {
            return Costs.defaults();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome run(int online, int edges, double perSecond, long seed) {
        return new HotGroup(costs, new Setting(online, online, perSecond, edges, 5, 3), seed).run();
    }

    @Property(tries = TRIES)
    void everyMessageReachesEveryOtherMemberOnceAndEveryWatermarkIsRecordedOrRaised(
            @ForAll @IntRange(min = 2, max = 200) int online,
            @ForAll @IntRange(min = 1, max = 20) int edges,
            @ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Outcome outcome = run(online, edges, 5, seed);

        assertThat(outcome.deliveries()).isEqualTo(outcome.messages() * (online - 1));
        assertThat(outcome.recorded() + outcome.superseded()).isEqualTo(outcome.watermarks());
        assertThat(outcome.commands()).isLessThanOrEqualTo(outcome.recorded());
        assertThat(outcome.watermarks()).isGreaterThanOrEqualTo(outcome.messages() == 0 ? 0 : online - 1);
    }

    @Test
    void oneEdgeMergesWhatManyCannot() {
        assertThat(run(100, 1, 2, 1).mergedIntoOne())
                .isGreaterThan(1.5 * run(100, 100, 2, 1).mergedIntoOne());
    }

    @Test
    void theArithmeticOfReceiptsIsNoLessThanWhatIsSimulatedAndNotTwiceAsMuch() {
        Workload onePerSecond = new Workload(3_600, 1, 1, 1, Map.of(100, 1.0), 1, 3, 0, 0, 0, 1);
        double calculated = Traffic.of(onePerSecond, 10, costs.extrapolation()).receiptEvents();
        Outcome outcome = new HotGroup(costs, new Setting(100, 100, 1, 10, 60, 3), 1).run();

        assertThat(calculated / ((double) outcome.commands() / outcome.messages()))
                .isBetween(1.0, 2.0);
    }

    @Test
    void aQueueGrowsWhereRedisIsAskedForTooMuch() {
        Outcome calm = run(100, 10, 5, 1);
        Outcome hot = run(5_000, 300, 100, 1);

        assertThat(calm.p99Ms()).isLessThan(100);
        assertThat(hot.p99Ms()).isGreaterThan(1_000);
        assertThat(hot.redisBusy()).isGreaterThan(0.9);
    }

    @Test
    void theSameSeedSaysTheSame() {
        assertThat(run(50, 5, 5, 3)).isEqualTo(run(50, 5, 5, 3)).isNotEqualTo(run(50, 5, 5, 4));
    }
}

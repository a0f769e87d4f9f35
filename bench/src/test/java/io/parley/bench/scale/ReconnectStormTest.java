package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.bench.scale.ReconnectStorm.Loss;
import io.parley.bench.scale.ReconnectStorm.Outcome;
import io.parley.bench.scale.ReconnectStorm.Setting;
import java.io.IOException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReconnectStormTest {
    private static final int SAMPLE = 1_000;
    private static final int TRIES = 20;

    private final Costs costs = defaults();

    private static Costs defaults() {
        try {
            return Costs.defaults();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Setting storm(double cores, Loss loss, boolean jitter) {
        return new Setting("test", SAMPLE, 4, cores, 1, loss, SAMPLE, jitter, null);
    }

    private Outcome run(Setting setting, long seed) {
        return new ReconnectStorm(costs, setting, seed).run();
    }

    @Property(tries = TRIES)
    void aStormWithRoomForItEndsAndEverybodyCameOnce(@ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Outcome outcome = run(storm(4, new Loss.Killed(), true), seed);

        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.attemptsEach()).isEqualTo(1);
        assertThat(outcome.abandoned()).isZero();
        assertThat(outcome.allInSeconds()).isGreaterThanOrEqualTo(outcome.mostInSeconds());
    }

    @Property(tries = TRIES)
    void whoeverIsToldToMoveMovesWithinThatTime(@ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Outcome outcome = run(storm(1_000, new Loss.GoAway(Duration.ofSeconds(10)), true), seed);

        assertThat(outcome.allInSeconds()).isBetween(9.0, 10.1);
        assertThat(outcome.peakAttempts()).isBetween(100.0, 400.0);
    }

    @Property(tries = TRIES)
    void jitterNeverMakesThePeakHigher(@ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Loss down = new Loss.Down(Duration.ofSeconds(60));

        assertThat(run(storm(1_000, down, true), seed).peakAttempts())
                .isLessThan(run(storm(1_000, down, false), seed).peakAttempts() / 1.5);
    }

    @Test
    void silenceIsNoticedAfterTwoHeartbeatsAndBeforeThree() {
        Outcome outcome = run(storm(1_000, new Loss.Silent(), true), 1);

        assertThat(outcome.mostInSeconds()).isBetween(25.0, 63.0);
        assertThat(outcome.allInSeconds()).isBetween(50.0, 63.0);
    }

    @Test
    void withTooFewCoresClientsGiveUpFasterThanTheyAreServed() {
        Outcome outcome = run(storm(0.05, new Loss.Killed(), true), 1);

        assertThat(outcome.abandoned()).isPositive();
        assertThat(outcome.attemptsEach()).isGreaterThan(2);
        assertThat(outcome.coresBusy()).isGreaterThan(0.9);
    }

    @Test
    void turningAwayWhoWouldWaitForTooLongEndsAStormThatDoesNotEndOtherwise() {
        Setting helpless = storm(0.03, new Loss.Killed(), true);
        Setting choosy = new Setting(
                "test", SAMPLE, 4, helpless.cores(), 1, new Loss.Killed(), SAMPLE, true, Duration.ofSeconds(5));

        assertThat(run(helpless, 1).ended()).isFalse();
        assertThat(run(choosy, 1).ended()).isTrue();
        assertThat(run(choosy, 1).abandoned()).isZero();
    }

    @Test
    void aRedisThatIsLateMakesEdgesRegisterAnew() {
        Setting slow = new Setting("test", SAMPLE, 4, 1_000, 0.001, new Loss.Killed(), SAMPLE, true, null);

        assertThat(run(slow, 1).reincarnations()).isPositive();
        assertThat(run(storm(1_000, new Loss.Killed(), true), 1).reincarnations())
                .isZero();
    }

    @Test
    void theSameSeedSaysTheSame() {
        Setting setting = storm(1_000, new Loss.Silent(), true);

        assertThat(run(setting, 7)).isEqualTo(run(setting, 7)).isNotEqualTo(run(setting, 8));
    }

    @Test
    void aClientStandsForAsManyAsItTakes() {
        Setting each = storm(0.5, new Loss.Killed(), true);
        Setting sampled = new Setting("test", SAMPLE, 4, 0.5, 1, new Loss.Killed(), SAMPLE / 10, true, null);

        assertThat(run(sampled, 1).allInSeconds() / run(each, 1).allInSeconds()).isBetween(0.9, 1.1);
    }
}

package io.parley.command.account;

import static io.parley.command.account.AccountSamples.ALICE;
import static io.parley.command.account.AccountSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Refusal;
import io.parley.api.account.device.LogIn;
import io.parley.api.account.device.LogInOutcome;
import io.parley.api.account.device.Refresh;
import io.parley.api.account.device.RefreshOutcome;
import io.parley.api.id.DeviceId;
import io.parley.command.account.device.RefreshRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Whatever sequence of refreshes comes, the device answers as the rule in words does. */
class RefreshFamilyTest {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration UNUSED = Duration.ofDays(90);
    private static final InstantSource TIME = () -> RefreshFamilyTest.now;
    private static final CommandGateway GATEWAY = AxonInMemory.start(
                    new InMemoryEventStorageEngine(),
                    List.of(new AccountsModule(TIME.withZone(ZoneOffset.UTC), new RefreshRules(GRACE, UNUSED))))
            .commandGateway();

    private static Instant now = NOW;

    /**
     * @param back how many generations before the newest token that was ever given the one that comes is
     * @param after how long after the previous refresh
     */
    record Step(int back, Duration after) {}

    @Property(tries = 300)
    void everyAnswerFollowsTheRule(@ForAll("steps") List<Step> steps) {
        Family family = new Family();
        for (Step step : steps) {
            long generation = Math.max(0, family.newest - step.back);
            family.pass(step.after);
            RefreshOutcome expected = family.expected(generation);
            assertThat(family.refresh(generation)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> back = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(4, 1), Tuple.of(1, 2));
        Arbitrary<Duration> after = Arbitraries.frequency(
                Tuple.of(6, Duration.ofSeconds(1)),
                Tuple.of(3, Duration.ofSeconds(59)),
                Tuple.of(2, GRACE),
                Tuple.of(2, GRACE.plusMillis(1)),
                Tuple.of(1, UNUSED),
                Tuple.of(1, UNUSED.plusMillis(1)));
        return Combinators.combine(back, after).as(Step::new).list().ofMaxSize(20);
    }

    /** A device beside the rule in words, on one clock. */
    private static final class Family {
        private final DeviceId device = DeviceId.create();
        private Instant rotatedAt = now;
        private long newest;
        private boolean over;

        Family() {
            GATEWAY.<LogInOutcome>sendAndWait(new LogIn(device, ALICE));
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        RefreshOutcome refresh(long generation) {
            return Objects.requireNonNull(GATEWAY.sendAndWait(new Refresh(device, 1, generation)));
        }

        RefreshOutcome expected(long generation) {
            if (over) {
                return new RefreshOutcome.Refused(Refusal.TOKEN_INVALID);
            }
            Duration sinceRotation = Duration.between(rotatedAt, now);
            if (sinceRotation.compareTo(UNUSED) > 0) {
                over = true;
                return new RefreshOutcome.Refused(Refusal.TOKEN_INVALID);
            }
            if (generation == newest) {
                newest++;
                rotatedAt = now;
                return new RefreshOutcome.Renewed(ALICE, newest);
            }
            if (generation == newest - 1 && sinceRotation.compareTo(GRACE) <= 0) {
                return new RefreshOutcome.Renewed(ALICE, newest);
            }
            over = true;
            return new RefreshOutcome.Refused(Refusal.TOKEN_REUSED);
        }
    }
}

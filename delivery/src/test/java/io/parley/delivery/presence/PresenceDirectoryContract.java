package io.parley.delivery.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What every presence directory promises; each has a test that opens it. */
@SuppressWarnings("this-escape") // what is opened knows nothing of the test
public abstract class PresenceDirectoryContract {
    private static final Duration LINGER = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final UserId ALICE = new UserId("alice");

    private Instant now = START;
    private PresenceDirectory directory = opened();

    protected abstract PresenceDirectory open(PresenceOptions options, Clock clock);

    private PresenceDirectory opened() {
        InstantSource time = () -> now;
        return open(
                new PresenceOptions(LINGER, Duration.ofSeconds(10), Duration.ofSeconds(1)),
                time.withZone(ZoneOffset.UTC));
    }

    private List<PresenceEvent> due() {
        List<PresenceEvent> due = directory.due();
        directory.recorded(due);
        return due;
    }

    private Optional<PresenceEvent> came(Connection connection) {
        Optional<PresenceEvent> came = directory.came(connection);
        came.ifPresent(event -> directory.recorded(List.of(event)));
        return came;
    }

    private static Connection of(UserId user, int number) {
        return new Connection(user.value() + number, user, "edge");
    }

    @Example
    void whoComesOnTwoDevicesCameOnce() {
        assertThat(came(of(ALICE, 1))).containsInstanceOf(CameOnline.class);
        assertThat(came(of(ALICE, 2))).isEmpty();
        assertThat(directory.isOnline(ALICE)).isTrue();
    }

    @Example
    void aReloadIsNoEvent() {
        came(of(ALICE, 1));
        directory.left(of(ALICE, 1));
        now = now.plus(LINGER).minusMillis(1);
        assertThat(due()).isEmpty();
        assertThat(came(of(ALICE, 2))).isEmpty();
        now = now.plusSeconds(60);
        assertThat(due()).isEmpty();
    }

    @Example
    void whoGoesWasSeenLastWhenTheLastConnectionWent() {
        PresenceEvent came = came(of(ALICE, 1)).orElseThrow();
        now = now.plusSeconds(7);
        directory.left(of(ALICE, 1));
        now = now.plus(LINGER);
        assertThat(due()).containsExactly(new WentOffline(ALICE, came.generation(), START.plusSeconds(7)));
        assertThat(due()).isEmpty();
        assertThat(directory.isOnline(ALICE)).isFalse();
        assertThat(came(of(ALICE, 1)).orElseThrow().generation()).isGreaterThan(came.generation());
    }

    @Example
    void generationsOfALaterStartAreHigher() {
        long before = came(of(ALICE, 1)).orElseThrow().generation();
        now = now.plusSeconds(1);
        directory = opened();
        assertThat(came(of(ALICE, 1)).orElseThrow().generation()).isGreaterThan(before);
    }

    @Example
    void aLateLeavingTakesNoNewerConnectionAway() {
        came(of(ALICE, 2));
        directory.left(of(ALICE, 1));
        now = now.plusSeconds(60);
        assertThat(due()).isEmpty();
    }

    @Example
    void ofManyWhoComeAtOnceOnePersonComesOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<PresenceEvent>>> coming = IntStream.range(0, 50)
                    .<Callable<Optional<PresenceEvent>>>mapToObj(i -> () -> came(of(ALICE, i)))
                    .toList();
            long came = 0;
            for (Future<Optional<PresenceEvent>> one : threads.invokeAll(coming)) {
                came += one.get().stream().count();
            }
            assertThat(came).isEqualTo(1);
        }
    }

    record Step(int user, int connection, int what, int seconds) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(120);
    }

    /** A person is online from their first connection until none was there for the linger time, seen at a look. */
    @Property(tries = 500)
    void theEventsOfAnyComingAndGoingAreTheFold(@ForAll("steps") List<Step> steps) {
        now = START;
        directory = opened();
        Map<UserId, Set<Integer>> connections = new HashMap<>();
        Map<UserId, Instant> leftAt = new HashMap<>();
        Map<UserId, Long> online = new HashMap<>();
        List<PresenceEvent> events = new ArrayList<>();
        for (Step step : steps) {
            now = now.plusSeconds(step.seconds());
            UserId user = new UserId("user" + step.user());
            Set<Integer> held = connections.computeIfAbsent(user, any -> new HashSet<>());
            switch (step.what()) {
                case 0 -> {
                    Optional<PresenceEvent> came = came(of(user, step.connection()));
                    assertThat(came.isPresent()).isEqualTo(!online.containsKey(user));
                    came.ifPresent(event -> {
                        assertThat(event.lastSeen()).isEqualTo(now);
                        online.put(user, event.generation());
                        events.add(event);
                    });
                    held.add(step.connection());
                    leftAt.remove(user);
                }
                case 1 -> {
                    directory.left(of(user, step.connection()));
                    if (held.remove(step.connection()) && held.isEmpty()) {
                        leftAt.put(user, now);
                    }
                }
                default -> {
                    List<PresenceEvent> gone = leftAt.entrySet().stream()
                            .filter(left -> !left.getValue().plus(LINGER).isAfter(now))
                            .<PresenceEvent>map(left ->
                                    new WentOffline(left.getKey(), online.remove(left.getKey()), left.getValue()))
                            .toList();
                    gone.forEach(event -> leftAt.remove(event.user()));
                    assertThat(due()).containsExactlyInAnyOrderElementsOf(gone);
                    events.addAll(gone);
                }
            }
            online.keySet().forEach(one -> assertThat(directory.isOnline(one)).isTrue());
        }
        Map<UserId, List<Long>> generations = new HashMap<>();
        events.stream()
                .filter(CameOnline.class::isInstance)
                .forEach(event -> generations
                        .computeIfAbsent(event.user(), any -> new ArrayList<>())
                        .add(event.generation()));
        generations.values().forEach(of -> assertThat(of).isSorted().doesNotHaveDuplicates());
    }
}

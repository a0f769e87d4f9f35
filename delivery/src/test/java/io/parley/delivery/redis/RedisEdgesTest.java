package io.parley.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.api.conversation.EntryView;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Announcement;
import io.parley.delivery.AnnouncementMetrics;
import io.parley.delivery.Connection;
import io.parley.delivery.EdgeInbox;
import io.parley.delivery.NotAnnouncedException;
import io.parley.delivery.presence.PresenceOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several edges, each as a process would have it, on one Redis. */
class RedisEdgesTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final ConversationId TALK = ConversationId.direct(ALICE, BOB);
    private static final Duration LEASE = Duration.ofMillis(600);

    private final RedisServer server = RedisServer.start();
    private final List<Edge> edges = new ArrayList<>();
    private Redis redis;
    private RedisRouter router;

    /** One process with one edge. */
    private final class Edge implements EdgeInbox {
        final Redis redis = Redis.at(server.options(LEASE));
        final Incarnations incarnations = new Incarnations();
        final RedisDirectory directory = new RedisDirectory(redis, incarnations);
        final RedisPresenceDirectory presences = new RedisPresenceDirectory(
                redis,
                incarnations,
                new PresenceOptions(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1)),
                Clock.systemUTC());
        final RedisEdges lines = new RedisEdges(redis, incarnations, directory, presences);
        final List<Announcement> delivered = new CopyOnWriteArrayList<>();
        final List<Connection> reached = new CopyOnWriteArrayList<>();
        final AtomicInteger resyncs = new AtomicInteger();
        final String name;

        Edge(String name) {
            this.name = name;
            lines.open(name, this);
            edges.add(this);
        }

        Connection connect(UserId user, String id) {
            Connection connection = new Connection(id, user, name);
            directory.register(connection);
            presences.came(connection).ifPresent(came -> presences.recorded(List.of(came)));
            return connection;
        }

        void disconnect(Connection connection) {
            directory.remove(connection);
            presences.left(connection);
        }

        @Override
        public void deliver(Announcement announcement, Collection<Connection> connections) {
            delivered.add(announcement);
            reached.addAll(connections);
        }

        @Override
        public void resync() {
            resyncs.incrementAndGet();
        }

        /** As kill -9 would: nothing is said to Redis. */
        void die() {
            lines.close(name);
            redis.close();
            edges.remove(this);
        }
    }

    @BeforeEach
    void connect() {
        redis = Redis.at(server.options(LEASE));
        router = new RedisRouter(redis, new AnnouncementMetrics());
    }

    @AfterEach
    void stop() {
        List.copyOf(edges).forEach(Edge::die);
        redis.close();
        server.close();
    }

    private static Announcement to(long seq, UserId... recipients) {
        Instant time = Instant.parse("2026-11-24T12:00:00Z");
        return new Announcement.EntryAdded(
                List.of(recipients), TALK, EntryView.of(seq, "message", ALICE, null, List.of(), time), null);
    }

    @Test
    void everyEdgeGetsWhatItsConnectionsAreToldInOrder() {
        Edge here = new Edge("here");
        Edge there = new Edge("there");
        Connection alice = here.connect(ALICE, "1");
        Connection laptop = there.connect(ALICE, "2");
        Connection bob = there.connect(BOB, "3");
        List<Announcement> all =
                IntStream.range(0, 500).mapToObj(seq -> to(seq, ALICE, BOB)).toList();
        router.announce(all.subList(0, 3));
        router.announce(all.subList(3, 500));
        router.announce(List.of(to(500, UserId.create())));

        assertThat(here.lines.settle("here")).isTrue();
        assertThat(there.lines.settle("there")).isTrue();
        assertThat(here.delivered).isEqualTo(all);
        assertThat(there.delivered).isEqualTo(all);
        assertThat(here.reached).containsOnly(alice);
        assertThat(there.reached).containsOnly(laptop, bob);
        assertThat(here.resyncs).hasValue(0);
    }

    @Test
    void aTraceGoesOnAtEveryEdge() {
        Edge here = new Edge("here");
        Edge there = new Edge("there");
        here.connect(ALICE, "1");
        there.connect(BOB, "2");
        Announcement traced = to(0, ALICE, BOB).after("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        router.announce(List.of(traced, to(1, ALICE, BOB)));

        assertThat(here.lines.settle("here")).isTrue();
        assertThat(there.lines.settle("there")).isTrue();
        assertThat(here.delivered).containsExactly(traced, to(1, ALICE, BOB));
        assertThat(there.delivered).extracting(Announcement::trace).containsExactly(traced.trace(), null);
    }

    @Test
    void ofALargeGroupThoseAreFoundWhoAreConnectedNow() {
        Edge here = new Edge("here");
        Edge there = new Edge("there");
        List<UserId> members =
                Stream.generate(UserId::create).limit(10_000).collect(Collectors.toCollection(ArrayList::new));
        members.add(ALICE);
        members.add(BOB);
        Announcement first = to(1, members.toArray(UserId[]::new));
        Announcement second = to(2, members.toArray(UserId[]::new));
        Connection phone = here.connect(ALICE, "1");
        Connection laptop = here.connect(ALICE, "2");
        there.connect(BOB, "3");
        here.disconnect(phone);
        router.announce(List.of(first));
        here.disconnect(laptop);
        router.announce(List.of(second));

        assertThat(here.lines.settle("here")).isTrue();
        assertThat(there.lines.settle("there")).isTrue();
        assertThat(here.delivered).containsExactly(first);
        assertThat(here.reached).containsExactly(laptop);
        assertThat(there.delivered)
                .as("only at the author's edge anybody counts who has it")
                .containsExactly(first.withoutRecipients(), second.withoutRecipients());
        assertThat(connected()).containsExactly(BOB.value());

        there.die();

        await().untilAsserted(() ->
                assertThat(connected()).as("the sweep takes them along").isEmpty());
    }

    private Set<String> connected() {
        return Objects.requireNonNull(redis.template().opsForSet().members(Key.CONNECTED));
    }

    @Test
    void whoCameOrWentIsToldToEveryEdge() {
        Edge here = new Edge("here");
        Edge there = new Edge("there");
        Announcement changed = new Announcement.PresenceChanged(ALICE);
        router.announce(List.of(changed));

        assertThat(here.lines.settle("here")).isTrue();
        assertThat(there.lines.settle("there")).isTrue();
        assertThat(here.delivered).containsExactly(changed);
        assertThat(there.delivered).containsExactly(changed);
    }

    @Test
    void aDeadEdgesPeopleGoOfflineAsOfItsLastRenewal() {
        Edge dying = new Edge("dying");
        Edge other = new Edge("other");
        dying.connect(ALICE, "1");
        dying.connect(BOB, "2");
        Connection bobs = other.connect(BOB, "3");
        Instant before = Instant.now();
        dying.die();

        List<PresenceEvent> gone = new ArrayList<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            gone.addAll(other.presences.due());
            return !gone.isEmpty();
        });
        assertThat(gone).singleElement().isInstanceOfSatisfying(WentOffline.class, went -> {
            assertThat(went.user()).isEqualTo(ALICE);
            assertThat(went.lastSeen()).isBetween(before.minus(LEASE), before.plus(LEASE));
        });
        assertThat(other.presences.isOnline(BOB)).isTrue();
        assertThat(other.directory.connectionsOf(ALICE)).isEmpty();
        assertThat(other.directory.connectionsOf(BOB)).containsExactly(bobs);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> redis.template().keys(Key.EDGE + "dying*").isEmpty());
    }

    @Test
    void nothingIsLeftOfADeadEdgeThatHadTensOfThousandsOfConnections() {
        String dead = "dead~0";
        redis.template()
                .opsForHash()
                .putAll(
                        Key.connections(dead),
                        IntStream.range(0, 40_000)
                                .boxed()
                                .collect(Collectors.toMap(i -> "connection " + i, any -> ALICE.value())));
        redis.template().opsForZSet().add(Key.EDGES, dead, 1);
        new Edge("other");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> redis.template().keys(Key.EDGE + dead + "*").isEmpty());
    }

    @Test
    void anEventThatNobodyStoredIsGivenOutAgain() {
        Edge dying = new Edge("dying");
        Edge other = new Edge("other");
        Connection alice = dying.connect(ALICE, "1");
        dying.disconnect(alice);
        List<PresenceEvent> given = dying.presences.due();
        dying.die();

        assertThat(given).hasSize(1);
        List<PresenceEvent> again = new ArrayList<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            again.addAll(other.presences.due());
            return !again.isEmpty();
        });
        assertThat(again).isEqualTo(given);
        other.presences.recorded(again);
        assertThat(redis.template().hasKey(Key.GIVEN)).isFalse();
    }

    @Test
    void aRedisThatComesBackEmptyIsToldEverythingAgain() {
        Edge edge = new Edge("edge");
        Connection staying = edge.connect(ALICE, "1");
        Connection leaving = edge.connect(BOB, "2");
        server.stop();

        assertThatThrownBy(() -> router.announce(List.of(to(0, ALICE)))).isInstanceOf(NotAnnouncedException.class);
        assertThat(edge.lines.settle("edge")).isFalse();
        edge.disconnect(leaving);
        Connection late = edge.connect(BOB, "3");
        server.startAgain();

        await().atMost(Duration.ofSeconds(20)).until(() -> edge.resyncs.get() > 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> edge.lines.settle("edge"));
        assertThat(edge.directory.connectionsOf(ALICE)).containsExactly(staying);
        assertThat(edge.directory.connectionsOf(BOB)).containsExactly(late);
        router.announce(List.of(to(0, ALICE, BOB)));
        await().atMost(Duration.ofSeconds(5)).until(() -> edge.reached.containsAll(List.of(staying, late)));
        assertThat(edge.presences.due())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(CameOnline.class));
        assertThat(edge.presences.isOnline(ALICE)).isTrue();
    }

    @Test
    void nobodyIsSweptAwayBecauseRedisWasAwayForLong() {
        Edge one = new Edge("one");
        Edge two = new Edge("two");
        one.connect(ALICE, "1");
        two.connect(BOB, "2");
        redis.template().opsForZSet().add(Key.EDGES, two.incarnations.of("two").incarnation(), 1);

        await().atMost(Duration.ofSeconds(5)).until(() -> two.lines.settle("two"));
        assertThat(one.presences.due()).isEmpty();
        assertThat(one.directory.connectionsOf(BOB)).hasSize(1);
    }

    @Test
    void anEdgeThatMissedSomethingTellsItsSessionsToSync() {
        Edge edge = new Edge("edge");
        edge.connect(ALICE, "1");
        router.announce(List.of(to(0, ALICE)));
        assertThat(edge.lines.settle("edge")).isTrue();
        redis.template()
                .opsForValue()
                .increment(Key.count(edge.incarnations.of("edge").incarnation()));
        router.announce(List.of(to(2, ALICE)));

        await().atMost(Duration.ofSeconds(5)).until(() -> edge.resyncs.get() == 1);
        assertThat(edge.lines.settle("edge")).isTrue();
        assertThat(edge.delivered).hasSize(2);
    }
}

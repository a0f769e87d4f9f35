package io.parley.server.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionOptions;
import io.parley.client.session.SessionState;
import io.parley.client.session.SessionStore;
import io.parley.protocol.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People in two regions, who roam between them; regions that lose each other, and the event log. */
class RegionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Regions regions;

    @BeforeAll
    static void start() {
        regions = new Regions(folder);
    }

    @AfterAll
    static void stop() {
        regions.close();
    }

    private static Person register(String name) {
        return Person.register(regions.east().http(), name);
    }

    private static Session connect(Person person, Regions.Region region, int edge, Told told) {
        return connect(person, region, edge, told, new MemorySessionStore(), new ConcurrentLinkedQueue<>());
    }

    private static Session connect(
            Person person,
            Regions.Region region,
            int edge,
            Told told,
            SessionStore store,
            ConcurrentLinkedQueue<String> frames) {
        SessionOptions options = SessionOptions.defaults("regions")
                .withBackoff(Duration.ofMillis(50), Duration.ofMillis(500))
                .withObserver((direction, json) -> {
                    if (direction == Direction.SERVER_TO_CLIENT) {
                        frames.add(json);
                    }
                });
        Session session = Installation.client(region.edges().get(edge))
                .session(
                        RefreshingTokens.of(regions.east().http().http(), person.tokens(), kept -> {}),
                        store,
                        options,
                        told);
        await().atMost(PATIENCE).until(() -> session.state() == SessionState.CONNECTED);
        return session;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static String conversation(Person one, Person other) {
        return regions.east()
                .http()
                .http()
                .direct(one.tokens().accessToken(), other.handle())
                .conversation();
    }

    private static void awaitBodies(Told told, String... bodies) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told.bodies()).containsExactly(bodies));
    }

    @Test
    void aConversationAcrossRegionsWithReceiptsAndTypingAndViewsOfEachOnesOwn() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        Told toLaptop = new Told();
        try (Session a = connect(alice, regions.east(), 0, toAlice);
                Session b = connect(bob, regions.west(), 0, toBob);
                Session laptop = connect(bob.onAnotherDevice(regions.east().http()), regions.west(), 1, toLaptop)) {
            get(a.send(conversation, "over there?"));
            awaitBodies(toBob, "over there?");
            awaitBodies(toLaptop, "over there?");
            get(b.send(conversation, "yes"));
            b.read(conversation, 1);
            awaitBodies(toAlice, "over there?", "yes");
            await().atMost(PATIENCE).until(() -> toAlice.isToldThatItWasRead(bob.user(), 1));

            b.typing(conversation, true);
            await().atMost(PATIENCE).until(() -> toAlice.typing().contains(true));
            b.typing(conversation, false);
            await().atMost(PATIENCE).until(() -> !toAlice.typing().getLast());
            a.typing(conversation, true);
            await().atMost(PATIENCE).until(() -> toBob.typing().contains(true));
            assertThat(toLaptop.typing()).contains(true);
            assertThat(laptop.state()).isEqualTo(SessionState.CONNECTED);
        }
        assertThat(regions.east().databases()).hasSize(1).allMatch(name -> name.endsWith("-east"));
        assertThat(regions.west().databases()).hasSize(1).allMatch(name -> name.endsWith("-west"));
    }

    @Test
    void somebodyIsThereAsLongAsTheyAreInOneRegion() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, regions.east(), 1, toAlice)) {
            get(a.send(conversation, "hello"));
            a.watch(Set.of(bob.user()));
            Session here = connect(bob, regions.east(), 0, toBob);
            Session there = connect(bob.onAnotherDevice(regions.east().http()), regions.west(), 0, new Told());
            get(here.send(conversation, "hello"));
            awaitBodies(toAlice, "hello", "hello");
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);

            int told = toAlice.presences().size();
            here.close();
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(toAlice::lastSawOnline);
            assertThat(toAlice.presences().subList(told, toAlice.presences().size()))
                    .allMatch(presence -> presence.online());

            there.close();
            await().atMost(PATIENCE).until(() -> !toAlice.lastSawOnline());
            assertThat(toAlice.presences().getLast().lastSeen()).isNotNull();
        }
    }

    @Test
    void whoeverRoamsGoesOnWhereTheyWere() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toBob = new Told();
        SessionStore store = new MemorySessionStore();
        ConcurrentLinkedQueue<String> frames = new ConcurrentLinkedQueue<>();
        try (Session a = connect(alice, regions.east(), 0, new Told())) {
            try (Session b = connect(bob, regions.east(), 1, toBob, store, frames)) {
                get(a.send(conversation, "at home"));
                get(b.send(conversation, "yes"));
                awaitBodies(toBob, "at home", "yes");
                await().atMost(PATIENCE)
                        .until(() -> frames.stream().anyMatch(frame -> frame.contains("\"t\":\"ping\"")));
            }
            get(a.send(conversation, "on the way"));
            frames.clear();
            try (Session b = connect(bob, regions.west(), 0, toBob, store, frames)) {
                awaitBodies(toBob, "at home", "yes", "on the way");
                get(a.send(conversation, "abroad"));
                awaitBodies(toBob, "at home", "yes", "on the way", "abroad");
                get(b.send(conversation, "indeed"));
                assertThat(frames)
                        .filteredOn(frame -> frame.contains("\"t\":\"synced\""))
                        .isNotEmpty()
                        .noneMatch(frame -> frame.contains("\"outcome\":\"reset\""));
            }
        }
    }

    @Test
    void aRegionWithoutItsRedisCostsTheOtherNothing() throws Exception {
        Person alice = register("alice");
        Person anna = register("anna");
        Person bob = register("bob");
        String among = conversation(alice, anna);
        String across = conversation(alice, bob);
        Told toAnna = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, regions.east(), 0, new Told());
                Session n = connect(anna, regions.east(), 1, toAnna);
                Session b = connect(bob, regions.west(), 0, toBob)) {
            get(a.send(among, "before"));
            get(a.send(across, "before"));
            get(n.send(among, "yes"));
            get(b.send(across, "yes"));
            awaitBodies(toAnna, "before", "yes");
            awaitBodies(toBob, "before", "yes");

            regions.west().redis().stop();
            get(a.send(among, "meanwhile"));
            get(a.send(across, "meanwhile"));
            get(b.send(across, "I hear nothing"));
            awaitBodies(toAnna, "before", "yes", "meanwhile");
            assertThat(b.state()).isEqualTo(SessionState.CONNECTED);
            regions.west().redis().start();

            awaitBodies(toBob, "before", "yes", "meanwhile", "I hear nothing");
        }
    }

    @Test
    void cutOffFromTheEventLogSocketsAndReadsGoOnAndWhatIsSaidWaits() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, regions.east(), 0, toAlice);
                Session b = connect(bob, regions.west(), 1, toBob)) {
            get(a.send(conversation, "before"));
            get(b.send(conversation, "yes"));
            awaitBodies(toBob, "before", "yes");

            regions.cable().cut();
            get(a.send(conversation, "do you hear me?"));
            CompletableFuture<?> first = b.send(conversation, "first");
            CompletableFuture<?> second = b.send(conversation, "second");
            Told toLaptop = new Told();
            try (Session laptop = connect(bob.onAnotherDevice(regions.east().http()), regions.west(), 0, toLaptop)) {
                await().atMost(PATIENCE).until(() -> toLaptop.bodies().contains("yes"));
                assertThat(List.of(b.state(), laptop.state())).containsOnly(SessionState.CONNECTED);
                assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
                assertThat(toAlice.bodies()).containsExactly("before", "yes", "do you hear me?");
            } finally {
                regions.cable().mend();
            }

            get(first);
            get(second);
            awaitBodies(toAlice, "before", "yes", "do you hear me?", "first", "second");
            awaitBodies(toBob, "before", "yes", "do you hear me?", "first", "second");
            assertThat(toBob.states()).doesNotContain(SessionState.RECONNECTING);
        }
    }
}

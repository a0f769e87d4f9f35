package io.parley.server.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.ParleyClient;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.RefreshingTokens;
import io.parley.client.session.Session;
import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionOptions;
import io.parley.client.session.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** People on several edges, with a real Redis between them that comes and goes. */
class ManyEdgesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Forwarder line;
    private static ConfigurableApplicationContext here;
    private static ConfigurableApplicationContext there;

    /** The second edge reaches Redis by a line that can be cut. */
    @BeforeAll
    static void start() {
        installation = new Installation(folder);
        line = new Forwarder(installation.redisPort());
        here = installation.edge("here", installation.redisPort());
        there = installation.edge("there", line.port());
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
        line.close();
    }

    private static Person register(String name) {
        return Person.register(installation.http(), name);
    }

    private static Person onAnotherDevice(Person person) {
        return person.onAnotherDevice(installation.http());
    }

    private Session connect(Person person, ConfigurableApplicationContext edge, SessionListener listener) {
        return connect(person, Installation.client(edge), listener);
    }

    private Session connect(Person person, ParleyClient edge, SessionListener listener) {
        SessionOptions options =
                SessionOptions.defaults("edges").withBackoff(Duration.ofMillis(50), Duration.ofMillis(500));
        Session session = edge.session(
                RefreshingTokens.of(installation.http().http(), person.tokens(), kept -> {}),
                new MemorySessionStore(),
                options,
                listener);
        await().atMost(PATIENCE).until(() -> session.state() == SessionState.CONNECTED);
        return session;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String conversation(Person one, Person other) {
        return installation
                .http()
                .http()
                .direct(one.tokens().accessToken(), other.handle())
                .conversation();
    }

    @Test
    void aConversationOverTwoEdgesWithReceiptsTypingAndPresence() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toLaptop = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, here, toAlice);
                Session laptop = connect(onAnotherDevice(alice), there, toLaptop)) {
            try (Session b = connect(bob, there, toBob)) {
                a.watch(Set.of(bob.tokens().user()));
                get(a.send(conversation, "over there?"));
                await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("over there?")));
                await().atMost(PATIENCE).until(() -> toLaptop.bodies().equals(List.of("over there?")));
                get(b.send(conversation, "yes"));
                b.read(conversation, 1);
                await().atMost(PATIENCE)
                        .until(() -> toAlice.isToldThatItWasRead(bob.tokens().user(), 1));
                b.typing(conversation, true);
                await().atMost(PATIENCE).until(() -> toAlice.typing().contains(true));
                await().atMost(PATIENCE).until(() -> toLaptop.typing().contains(true));
                await().atMost(PATIENCE).until(toAlice::lastSawOnline);
                get(laptop.send(conversation, "and from my laptop"));
                await().atMost(PATIENCE)
                        .until(() -> toAlice.bodies().equals(List.of("over there?", "yes", "and from my laptop")));
            }
            await().atMost(PATIENCE).until(() -> !toAlice.lastSawOnline());
        }
    }

    @Test
    void whatIsSentWhileRedisIsAwayArrivesOnceItIsBackEmpty() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, here, toAlice);
                Session b = connect(bob, there, toBob)) {
            get(b.send(conversation, "hello"));
            get(a.send(conversation, "before"));
            await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("hello", "before")));
            installation.stopRedis();
            get(a.send(conversation, "while it is away"));
            get(a.send(conversation, "and again"));
            assertThat(a.state()).isEqualTo(SessionState.CONNECTED);
            assertThat(b.state()).isEqualTo(SessionState.CONNECTED);
            installation.startRedis();

            await().atMost(PATIENCE)
                    .until(() -> toBob.bodies().equals(List.of("hello", "before", "while it is away", "and again")));
            a.watch(Set.of(bob.tokens().user()));
            get(a.send(conversation, "after"));
            await().atMost(PATIENCE).until(() -> toBob.bodies().size() == 5);
            b.read(conversation, 5);
            await().atMost(PATIENCE)
                    .until(() -> toAlice.isToldThatItWasRead(bob.tokens().user(), 5));
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);
            assertThat(toBob.bodies()).containsExactly("hello", "before", "while it is away", "and again", "after");
            assertThat(toBob.states()).doesNotContain(SessionState.RECONNECTING);
        }
    }

    @Test
    void anEdgeThatLosesItsLeaseComesBackAsAnotherAndItsSessionsMissNothing() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        try (Session a = connect(alice, here, toAlice);
                Session b = connect(bob, there, toBob)) {
            get(a.send(conversation, "hello"));
            get(b.send(conversation, "hello"));
            a.watch(Set.of(bob.tokens().user()));
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);
            await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("hello", "hello")));
            line.cut();
            await().atMost(PATIENCE).until(() -> !toAlice.lastSawOnline());
            get(a.send(conversation, "into the dark"));
            assertThat(toBob.bodies()).hasSize(2);
            line.mend();

            await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("hello", "hello", "into the dark")));
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);
            get(a.send(conversation, "in the light"));
            await().atMost(PATIENCE)
                    .until(() -> toBob.bodies().equals(List.of("hello", "hello", "into the dark", "in the light")));
            assertThat(toBob.states()).doesNotContain(SessionState.RECONNECTING);
            assertThat(b.state()).isEqualTo(SessionState.CONNECTED);
        }
    }

    @Test
    void anEdgeThatLeavesHandsItsPeopleToAnotherAndComesBackUnderItsName() throws Exception {
        Person alice = register("alice");
        Person bob = register("bob");
        String conversation = conversation(alice, bob);
        Told toAlice = new Told();
        Told toBob = new Told();
        ConfigurableApplicationContext third = installation.edge("third", installation.redisPort());
        try (Forwarder gateway = new Forwarder(Installation.port(third));
                Session a = connect(alice, here, toAlice);
                Session b = connect(bob, Installation.client(gateway.port()), toBob)) {
            get(a.send(conversation, "before"));
            get(b.send(conversation, "yes"));
            a.watch(Set.of(bob.user()));
            await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("before", "yes")));
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);

            gateway.leadTo(Installation.port(there));
            third.close();
            get(a.send(conversation, "while it leaves"));
            await().atMost(PATIENCE).until(() -> toBob.bodies().equals(List.of("before", "yes", "while it leaves")));
            assertThat(b.state()).isEqualTo(SessionState.CONNECTED);

            third = installation.edge("third", installation.redisPort());
            gateway.leadTo(Installation.port(third));
            gateway.cut();
            gateway.mend();
            get(a.send(conversation, "under its name"));
            await().atMost(PATIENCE)
                    .until(() -> toBob.bodies().equals(List.of("before", "yes", "while it leaves", "under its name")));
            get(b.send(conversation, "still here"));
            await().atMost(PATIENCE).until(() -> toAlice.bodies().getLast().equals("still here"));
            await().atMost(PATIENCE).until(toAlice::lastSawOnline);
        }
    }
}

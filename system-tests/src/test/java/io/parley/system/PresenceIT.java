package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.Presence;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Who is there, on a server where nobody lingers long. */
@ExtendWith(FramesChecked.class)
class PresenceIT {
    private static final Duration LEASE = Duration.ofSeconds(2);

    private static RunningServer server;

    private Person alice;
    private Person bob;
    private String conversation = "";

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.up(folder, "parley.presence.linger=1s", "parley.presence.lease=2s");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void bothHaveWritten() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        conversation = alice.with(bob);
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.message(a.say(conversation, "hi").mid());
            a.message(b.say(conversation, "hi").mid());
        }
        // They came and have gone: before, they may look as if they never were there.
        await().until(() ->
                presence(alice, bob).lastSeen() != null && presence(bob, alice).lastSeen() != null);
    }

    private static Presence presence(Person asking, Person of) {
        return server.http().presence(asking.token(), of.user());
    }

    private static void watch(Socket socket, List<String> people, List<String> conversations) {
        assertThat(socket.ask(id -> new ClientFrame.Watch(id, people, conversations)))
                .isInstanceOf(ServerFrame.Ok.class);
    }

    private static List<ServerFrame.Presence> of(Socket socket, Person person) {
        return socket.pushes(ServerFrame.Presence.class).stream()
                .filter(one -> one.user().equals(person.user()))
                .toList();
    }

    private static void awaitLast(Socket socket, Person person, boolean online) {
        await().until(() ->
                !of(socket, person).isEmpty() && of(socket, person).getLast().online() == online);
    }

    @Test
    void whoWatchesIsToldTheStateAndEveryChange() {
        try (Socket a = alice.connect()) {
            watch(a, List.of(bob.user()), List.of());
            awaitLast(a, bob, false);
            assertThat(of(a, bob).getFirst().lastSeen()).isNotNull();
            Instant before;
            try (Socket b = bob.connect()) {
                awaitLast(a, bob, true);
                assertThat(of(a, bob).getLast().lastSeen()).isNull();
                assertThat(presence(alice, bob).online()).isTrue();
                assertThat(b.pushes(ServerFrame.Presence.class)).isEmpty();
                before = Instant.now().minusMillis(1);
            }
            awaitLast(a, bob, false);
            assertThat(of(a, bob).getLast().lastSeen()).isBetween(before, Instant.now());
            assertThat(presence(alice, bob).lastSeen())
                    .isEqualTo(of(a, bob).getLast().lastSeen());
        }
    }

    @Test
    @SuppressWarnings("try") // the second close does nothing
    void aReloadIsNoChangeAndASecondDeviceIsNoneEither() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            await().until(() -> presence(alice, bob).online());
            watch(a, List.of(), List.of(conversation));
            awaitLast(a, bob, true);
            for (int i = 0; i < 5; i++) {
                bob.connect().close();
            }
            b.close();
            try (Socket again = bob.connect()) {
                assertThat(again.isOpen()).isTrue();
                Person carol = Person.register(server, "carol");
                String withCarol = carol.with(alice);
                try (Socket c = carol.connect()) {
                    c.say(withCarol, "hi");
                    watch(a, List.of(bob.user(), carol.user()), List.of());
                    awaitLast(a, carol, true);
                }
                awaitLast(a, carol, false);
                assertThat(of(a, bob)).allMatch(ServerFrame.Presence::online);
            }
        }
    }

    @Test
    void strangersAndUnknownPeopleLookAlike() {
        Person eve = Person.register(server, "eve");
        String withBob = eve.with(bob);
        try (Socket b = bob.connect();
                Socket e = eve.connect()) {
            e.say(withBob, "let me in");
            watch(e, List.of(bob.user(), "nobody"), List.of(conversation));
            awaitLast(e, bob, false);
            assertThat(e.pushes(ServerFrame.Presence.class))
                    .contains(
                            new ServerFrame.Presence(bob.user(), false, null),
                            new ServerFrame.Presence("nobody", false, null))
                    .noneMatch(ServerFrame.Presence::online);
            assertThat(presence(eve, bob)).isEqualTo(new Presence(bob.user(), false, null));
            assertThat(b.isOpen()).isTrue();
        }
    }

    @Test
    void whoeverIsNoLongerWatchedIsNotPushed() {
        try (Socket a = alice.connect()) {
            watch(a, List.of(bob.user()), List.of());
            awaitLast(a, bob, false);
            watch(a, List.of(), List.of());
            int before = a.pushes(ServerFrame.Presence.class).size();
            try (Socket b = bob.connect()) {
                await().until(() -> presence(alice, bob).online());
                assertThat(b.isOpen()).isTrue();
            }
            await().until(() -> !presence(alice, bob).online());
            watch(a, List.of("nobody"), List.of());
            a.pushed(ServerFrame.Presence.class, one -> one.user().equals("nobody"));
            assertThat(a.pushes(ServerFrame.Presence.class)).hasSize(before + 1);
        }
    }

    @Test
    void tooManyAreRefused() {
        try (Socket a = alice.connect()) {
            List<String> people = IntStream.range(0, 199).mapToObj(i -> "u" + i).toList();
            assertThat(a.askInVain(id -> new ClientFrame.Watch(id, people, List.of("c1", "c2")))
                            .code())
                    .isEqualTo("bad_frame");
        }
    }

    @Test
    void theClientLibraryKeepsWatching() {
        List<Boolean> seen = new CopyOnWriteArrayList<>();
        Received received = new Received() {
            @Override
            public void onPresence(ServerFrame.Presence presence) {
                seen.add(presence.online());
            }
        };
        try (Session a = alice.session(new MemorySessionStore(), received)) {
            a.watch(Set.of(bob.user()));
            await().until(() -> seen.equals(List.of(false)));
            try (Socket b = bob.connect()) {
                await().until(() -> seen.equals(List.of(false, true)));
                assertThat(b.isOpen()).isTrue();
            }
            await().until(() -> seen.equals(List.of(false, true, false)));
        }
    }

    @Test
    void whoWasThereWhenTheServerDiedIsGoneSinceThen(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (RunningServer own = RunningServer.up(folder, "parley.presence.lease=2s")) {
            Person carol = Person.register(own, "carol");
            Person dave = Person.register(own, "dave");
            String talk = carol.with(dave);
            Socket c = carol.connect();
            Socket d = dave.connect();
            d.message(c.say(talk, "hi").mid());
            c.message(d.say(talk, "hi").mid());
            await().until(() -> own.http().presence(dave.token(), carol.user()).online());
            Instant died = Instant.now();
            own.kill();
            own.startAgain();
            // For a moment the views may be behind what was known before.
            await().untilAsserted(() -> {
                var gone = own.http().presence(dave.token(), carol.user());
                assertThat(gone.online()).isFalse();
                assertThat(gone.lastSeen()).isBetween(died.minus(LEASE), Instant.now());
            });
            try (Socket again = carol.connect()) {
                await().until(() ->
                        own.http().presence(dave.token(), carol.user()).online());
                assertThat(again.isOpen()).isTrue();
            }
        }
    }
}

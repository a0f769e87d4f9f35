package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.Granted;
import io.parley.client.http.HistoryPage;
import io.parley.client.http.Tokens;
import io.parley.client.session.Content;
import io.parley.client.session.FileSessionStore;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Outcome;
import io.parley.protocol.ServerFrame.Retention;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisServer;

/** An earlier release and this one, one after the other on the same data, and beside each other. */
@ExtendWith(PreviousGiven.class)
class RollingUpgradeIT {
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(20);
    private static final Duration REST_WITHIN = Duration.ofMinutes(1);
    private static final int SIZE = 200_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    /** Two people with a past: what they see of it must be the same whoever runs. */
    private record Past(Person alice, Person bob, String talk, String group, Granted file, long fileSeq) {
        static Past of(RunningServer server, Path folder) throws Exception {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String talk = alice.with(bob);
            Granted file =
                    alice.http().upload(alice.token(), "notes.bin", Files.write(folder.resolve("notes.bin"), bytes()));
            long fileSeq;
            String group;
            try (Socket a = alice.connect();
                    Socket b = bob.connect()) {
                long first = a.say(talk, "hello").seq();
                b.say(talk, "so that Alice may add me");
                b.changed(talk, ClientFrame.Kind.REACTED, first, "👍");
                a.changed(talk, ClientFrame.Kind.EDITED, first, "hello, Bob");
                a.changed(
                        talk,
                        ClientFrame.Kind.DELETED,
                        a.say(talk, "never mind").seq(),
                        "");
                try (Session session = alice.session(new MemorySessionStore(), new Received())) {
                    fileSeq = Deadline.get(session.send(
                                    talk, Session.newMid(), Content.text("look").with(List.of(file))))
                            .seq();
                }
                b.message(talk, fileSeq);
                b.read(talk, fileSeq);
                a.receipt(talk, bob.user(), fileSeq, fileSeq);
                group = alice.http().createGroup(alice.token(), "Climbing", List.of(bob.handle()));
                a.say(group, "who comes?");
                alice.http().keep(alice.token(), group, new Retention(86_400L, null));
                await().until(() -> b.sync(null).heads().stream()
                        .anyMatch(head -> head.conversation().equals(group) && head.retention() != null));
            }
            return new Past(alice, bob, talk, group, file, fileSeq);
        }

        static byte[] bytes() {
            byte[] bytes = new byte[SIZE];
            new Random(1).nextBytes(bytes);
            return bytes;
        }

        HistoryPage told(Person person, String conversation) {
            return person.http().entriesAfter(person.token(), conversation, -1, 100);
        }

        List<Object> everything(Person person) {
            try (Socket socket = person.connect()) {
                List<Head> heads = socket.sync(null).heads();
                return List.of(
                        heads.stream().filter(this::isOfThePast).toList(),
                        told(person, talk),
                        told(person, group),
                        person.http().receipts(person.token(), talk, fileSeq),
                        person.http().devices(person.token()));
            }
        }

        private boolean isOfThePast(Head head) {
            return head.conversation().equals(talk) || head.conversation().equals(group);
        }

        byte[] download(Person person, Path into) throws IOException {
            person.http().download(person.http().grants(person.token(), file.asset(), talk, fileSeq), into);
            return Files.readAllBytes(into);
        }

        String mark(Person person) {
            try (Socket socket = Socket.open(person.server())) {
                return socket.greet(person.token()).mark();
            }
        }
    }

    @ParameterizedTest(name = "with Redis: {0}")
    @ValueSource(booleans = {false, true})
    void thisReleaseGoesOnWhereTheEarlierOneEndedAndBackAgain(boolean withRedis) throws Exception {
        Unpacked earlier = PreviousGiven.server();
        Unpacked now = ServerProcess.program();
        RedisServer redis = withRedis ? redis() : null;
        List<String> engines = redis == null
                ? List.of()
                : List.of("--redis", "redis://127.0.0.1:" + redis.ports().getFirst());
        try (RunningServer server = RunningServer.up(folder, earlier, engines)) {
            Past past = Past.of(server, folder);
            Lines lines = new Lines(server);
            List<Object> ofAlice = past.everything(past.alice());
            String refreshToken = past.bob().onAnotherDevice().tokens().refreshToken();
            List<Object> ofBob = past.everything(past.bob());
            String mark = past.mark(past.bob());
            try (FileSessionStore store = FileSessionStore.open(folder.resolve("carol.outbox"));
                    Session from = lines.carol.session(store, new Received());
                    Session to = lines.dave.session(new MemorySessionStore(), lines.told)) {
                lines.begin(from);
                for (Step step : List.of(
                        new Step("stopped", now, false),
                        new Step("killed", now, true),
                        new Step("rolled back", earlier, false),
                        new Step("killed and on this release again", now, true))) {
                    lines.awaitSome();
                    if (step.kill()) {
                        server.kill();
                    } else {
                        assertThat(server.stop().exit()).as(step.what()).isIn(0, 143);
                    }
                    server.startAgain(step.next());

                    assertThat(past.everything(past.alice())).as(step.what()).isEqualTo(ofAlice);
                    assertThat(past.everything(past.bob())).as(step.what()).isEqualTo(ofBob);
                    assertThat(past.download(past.bob(), folder.resolve(step.what())))
                            .as(step.what())
                            .isEqualTo(Past.bytes());
                    Tokens renewed = past.bob().http().refresh(refreshToken);
                    refreshToken = renewed.refreshToken();
                    try (Socket b = past.bob().connect()) {
                        Synced resumed = b.syncOnceViewsHave(mark);
                        assertThat(resumed.outcome()).as(step.what()).isNotEqualTo(Outcome.RESET);
                        mark = resumed.mark();
                    }
                }
                lines.awaitSome();
                lines.end();
                assertThat(to.state()).isNotNull();
            }
            lines.assertEachOnceInOrder();
        } finally {
            if (redis != null) {
                redis.stop();
            }
        }
    }

    private record Step(String what, Unpacked next, boolean kill) {}

    private static RedisServer redis() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return redis;
    }

    /** What Carol says to Dave on and on, whatever becomes of the server. */
    private static final class Lines {
        private final Person carol;
        private final Person dave;
        private final String conversation;
        private final Received told = new Received();
        private final List<String> sent = new ArrayList<>();
        private final List<CompletableFuture<Accepted>> answers = new ArrayList<>();
        private final AtomicBoolean more = new AtomicBoolean(true);
        private Thread saying = Thread.currentThread();

        Lines(RunningServer server) {
            carol = Person.register(server, "carol");
            dave = Person.register(server, "dave");
            conversation = carol.with(dave);
        }

        void begin(Session from) {
            saying = Thread.ofVirtual().start(() -> {
                for (int number = 0; more.get(); number++) {
                    sent.add("line " + number);
                    answers.add(from.send(conversation, "line " + number));
                    pause();
                }
            });
        }

        private static void pause() {
            try {
                Thread.sleep(BETWEEN_SENDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Until new ones arrive. */
        void awaitSome() {
            int before = told.bodies(conversation).size();
            Deadline.await().until(() -> told.bodies(conversation).size() > before);
        }

        void end() throws InterruptedException {
            more.set(false);
            saying.join();
            Deadline.await()
                    .atMost(REST_WITHIN)
                    .until(() -> told.bodies(conversation).size() >= sent.size());
        }

        void assertEachOnceInOrder() {
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
            assertThat(told.bodies(conversation)).isEqualTo(sent);
            List<String> stored = new ArrayList<>();
            long after = 0;
            while (stored.size() < sent.size()) {
                HistoryPage page = dave.http().entriesAfter(dave.token(), conversation, after, 100);
                page.entries().forEach(entry -> stored.add(entry.body()));
                after = page.entries().getLast().seq();
            }
            assertThat(stored).isEqualTo(sent);
        }
    }

    @Test
    void clientsOfBothSpeakWithServersOfBoth() throws Exception {
        Path chatNow = Path.of(System.getProperty("parley.chat.jar"));
        Path home = folder.resolve("alice");
        String unsent = "into the outbox of the earlier client";
        try (RunningServer server = RunningServer.up(folder, PreviousGiven.server(), List.of())) {
            String alice = Person.register(server, "alice").handle();
            String bob = Person.register(server, "bob").handle();
            try (ChatProcess b = ChatProcess.start(chatNow, folder.resolve("bob"), server, bob, alice)) {
                try (ChatProcess a = ChatProcess.start(PreviousGiven.chat(), home, server, alice, bob)) {
                    talk(a, b, "on the earlier server");
                    server.stop();
                    server.startAgain();
                    talk(a, b, "on this one");
                    server.stop();
                    a.say(unsent);
                    await().until(() -> a.keeps(unsent));
                    a.kill();
                }
                server.startAgain();
                try (ChatProcess a = ChatProcess.start(chatNow, home, server, alice, bob)) {
                    talk(a, b, "with both clients upgraded");
                }
                assertThat(b.shown(unsent)).isEqualTo(1);
            }
        }
    }

    private static void talk(ChatProcess one, ChatProcess other, String where) throws IOException {
        one.say("one speaks " + where);
        other.awaitShown("one speaks " + where);
        other.say("the other answers " + where);
        one.awaitShown("the other answers " + where);
    }

    @Test
    void theEarlierReleaseReadsWhatThisOneSays() throws Exception {
        try (EarlierReaders earlier = EarlierReaders.of(PreviousGiven.server())) {
            earlier.readAll();
            System.out.println("RollingUpgradeIT: the earlier release does not know " + earlier.unknown());
            assertThat(earlier.unreadable()).isEmpty();
        }
    }
}

package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Message;
import io.parley.protocol.ServerFrame.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One client that does not read costs the others nothing, and loses nothing itself. */
@ExtendWith(FramesChecked.class)
class SlowReaderIT {
    private static final int MESSAGES = 5_000;
    private static final String BODY = "x".repeat(2_000);

    /** Takes one push and then no more: the network fills up behind it. */
    private static final class Stalled implements ConnectionHandler {
        private final CompletableFuture<Void> goOn = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onPush(ServerFrame frame) {
            return goOn;
        }

        @Override
        public void onClose(int code, String reason) {
            closed.complete(code);
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndMissesNothingWhenItComesBack(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (RunningServer server =
                RunningServer.up(folder, "parley.edge.queued-pushes=64", "parley.edge.send-timeout=2s")) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            Person carol = Person.register(server, "carol");
            Person dave = Person.register(server, "dave");
            String flooded = alice.with(bob);
            String quiet = carol.with(dave);

            Stalled stalled = new Stalled();
            Connection connection = Deadline.get(server.client().connect(stalled, FramesChecked.OBSERVER));
            ServerFrame welcome = Deadline.get(
                    connection.request(id -> new ClientFrame.Hello(id, bob.token(), null, null, "stalled")));
            assertThat(welcome).isInstanceOf(ServerFrame.Welcome.class);

            Received onBobsOtherDevice = new Received();
            try (Session reading = bob.onAnotherDevice().session(new MemorySessionStore(), onBobsOtherDevice);
                    Socket a = alice.connect();
                    Socket c = carol.connect();
                    Socket d = dave.connect()) {
                Queue<CompletableFuture<ServerFrame>> unanswered = new ArrayDeque<>();
                for (int i = 1; i <= MESSAGES; i++) {
                    if (unanswered.size() == Limits.UNANSWERED) {
                        answered(unanswered);
                    }
                    unanswered.add(a.sending(flooded, UUID.randomUUID(), null, BODY));
                    if (i % 100 == 0) {
                        d.message(c.say(quiet, "quiet " + i).mid());
                    }
                }
                answered(unanswered);

                await().until(() -> onBobsOtherDevice.seqs(flooded).size() == MESSAGES + 1);
                assertThat(onBobsOtherDevice.seqs(flooded))
                        .isEqualTo(LongStream.rangeClosed(0, MESSAGES).boxed().toList());
                assertThat(c.isOpen() && d.isOpen())
                        .as("the others stay connected")
                        .isTrue();
                assertThat(d.pushes(Message.class).stream()
                                .filter(message -> message.conversation().equals(quiet) && message.seq() > 0))
                        .hasSize(MESSAGES / 100);
                assertThat(reading.state().name()).isNotEqualTo("REFUSED");

                stalled.goOn.complete(null);
                assertThat(Deadline.get(stalled.closed)).isIn(4001, Connection.ABNORMAL);
            }
            comesBack(bob, flooded);
        }
    }

    private static void answered(Queue<CompletableFuture<ServerFrame>> unanswered) {
        unanswered.forEach(one -> assertThat(Deadline.get(one)).isInstanceOf(Accepted.class));
        unanswered.clear();
    }

    private static void comesBack(Person bob, String flooded) {
        try (Socket back = bob.connect()) {
            Head head = back.sync(null).heads().stream()
                    .filter(one -> one.conversation().equals(flooded))
                    .findFirst()
                    .orElseThrow();
            assertThat(head.seq()).isEqualTo(MESSAGES);
            List<Entry> pulled = new ArrayList<>();
            Messages page;
            do {
                page = back.history(
                        flooded, null, pulled.isEmpty() ? -1 : pulled.getLast().seq(), null);
                pulled.addAll(page.entries());
            } while (page.more());
            assertThat(pulled)
                    .extracting(Entry::seq)
                    .isEqualTo(LongStream.rangeClosed(0, MESSAGES).boxed().toList());
            assertThat(pulled.stream().skip(1).map(Entry::body)).containsOnly(BODY);
            Accepted last = back.say(flooded, "I am back");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> back.history(flooded, null, last.seq() - 1, null)
                                    .entries()
                                    .size()
                            == 1);
        }
    }
}

package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.FileSessionStore;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Goaway;
import io.parley.protocol.ServerFrame.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The server goes and comes back. */
@ExtendWith(FramesChecked.class)
class OutboxIT {
    @Test
    void whatWasWrittenWhileTheServerWasAwayGoesOutOnceWhenItIsBack(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Path outbox = folder.resolve("alice.outbox");
        try (RunningServer server = RunningServer.up(folder)) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            Received toAlice = new Received();
            Received toBob = new Received();
            try (Session b = bob.session(new MemorySessionStore(), toBob);
                    Socket watcher = alice.connect()) {
                try (FileSessionStore store = FileSessionStore.open(outbox);
                        Session a = alice.session(store, toAlice)) {
                    Deadline.get(a.send(conversation, "while it was up"));
                    await().until(() -> toBob.bodies(conversation).equals(List.of("while it was up")));
                    watcher.pushed(Message.class, message -> message.seq() == 1);

                    assertThat(server.stop().exit()).isIn(0, 143);
                    assertThat(watcher.pushed(Goaway.class, goaway -> true).withinMs())
                            .isEqualTo(1_000);
                    watcher.assertClosedWith(4002);
                    CompletableFuture<Accepted> queued = a.send(conversation, "while it was down");
                    await().until(() -> a.state() == SessionState.RECONNECTING);
                    assertThat(queued).isNotDone();
                }
                try (FileSessionStore store = FileSessionStore.open(outbox);
                        Session a = alice.session(store, toAlice)) {
                    CompletableFuture<Accepted> last = a.send(conversation, "after a restart of the app");
                    assertThat(last).isNotDone();

                    server.startAgain();
                    assertThat(Deadline.get(last).seq()).isEqualTo(3);
                    await().until(() -> toBob.bodies(conversation)
                            .equals(List.of("while it was up", "while it was down", "after a restart of the app")));
                    assertThat(b.state()).isEqualTo(SessionState.CONNECTED);
                    assertThat(toBob.states()).contains(SessionState.RECONNECTING);
                }
            }
            assertThat(bob.http()
                            .entriesAfter(bob.token(), conversation, 0, 100)
                            .entries())
                    .extracting(entry -> entry.body())
                    .containsExactly("while it was up", "while it was down", "after a restart of the app");
            assertThat(server.stop().exit()).isIn(0, 143);
        }
    }
}

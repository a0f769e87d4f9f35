package io.parley.system;

import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Watermark;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The embedded views lose what they did last when the process is killed, and do it again. */
@ExtendWith(FramesChecked.class)
class AfterCrashIT {
    private static final int MESSAGES = 2_000;
    private static final int AT_ONCE = 10;

    @TempDir
    private Path folder;

    @Test
    void whatSomebodyHadBeforeItCanBeAcknowledgedAfterIt() throws Exception {
        try (RunningServer server = RunningServer.up(folder)) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            long shown;
            try (Socket a = alice.connect();
                    Socket b = bob.connect()) {
                shown = sendMany(a, conversation);
                b.message(conversation, shown);
                server.kill();
            }
            server.startAgain();

            try (Socket a = alice.connect();
                    Socket b = bob.connect()) {
                b.sync(null);
                b.read(conversation, shown);
                Deadline.await()
                        .until(() -> a.sync(null)
                                .heads()
                                .getFirst()
                                .watermarks()
                                .contains(new Watermark(bob.user(), shown, shown)));
            }
        }
    }

    private static long sendMany(Socket socket, String conversation) {
        long newest = 0;
        for (int sent = 0; sent < MESSAGES; sent += AT_ONCE) {
            List<CompletableFuture<ServerFrame>> answers = IntStream.range(sent, sent + AT_ONCE)
                    .mapToObj(i -> socket.sending(conversation, UUID.randomUUID(), null, "message " + i))
                    .toList();
            for (CompletableFuture<ServerFrame> answer : answers) {
                newest = Math.max(newest, ((Accepted) Deadline.get(answer)).seq());
            }
        }
        return newest;
    }
}

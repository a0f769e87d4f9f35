package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Outcome;
import io.parley.protocol.ServerFrame.Ping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is quick to take a client for gone. */
@ExtendWith(FramesChecked.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeartbeatIT {
    private RunningServer server;
    private Person alice;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = RunningServer.up(
                folder, "parley.edge.hello-within=1s", "parley.edge.heartbeat=500ms", "parley.presence.linger=200ms");
        alice = Person.register(server, "alice");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void whoSaysNothingIsTurnedAway() {
        try (Socket socket = Socket.open(server)) {
            socket.assertClosedWith(4000);
            assertThat(socket.errors()).extracting(ServerFrame.Error::code).containsExactly("hello_expected");
        }
    }

    @Test
    void whoAnswersPingsStays() {
        try (Socket socket = alice.connect()) {
            await().until(() -> socket.pushes(Ping.class).size() >= 6);
            assertThat(socket.isOpen()).isTrue();
            String mark = socket.pushes(Ping.class).getLast().mark();
            assertThat(socket.sync(mark).outcome()).isNotEqualTo(Outcome.RESET);
        }
    }

    @Test
    void whoDoesNotAnswerPingsIsTakenForGone() {
        try (PlainSocket socket = PlainSocket.open(server)) {
            socket.send(new FrameCodec().encode(new ClientFrame.Hello("h", alice.token(), null, null, "silent")));
            socket.text(text -> text.contains("\"t\":\"welcome\""));
            socket.text(text -> text.contains("\"t\":\"ping\""));
            assertThat(socket.closeCode()).isEqualTo(4000);
        }
    }

    @Test
    void whoPollsStaysAndWhoDoesNotIsTakenForGone() {
        Polling polling = new Polling(server);
        Person bob = Person.register(server, "bob");
        String conversation = alice.with(bob);
        String session = polling.greet(bob);
        polling.poll(
                session,
                Polling.MAPPER.writeValueAsString(Map.of(
                        "t",
                        "send",
                        "id",
                        "1",
                        "conversation",
                        conversation,
                        "mid",
                        UUID.randomUUID(),
                        "body",
                        "Hello")));
        for (int i = 0; i < 6; i++) {
            polling.awaitFrame(session, "ping");
        }
        assertThat(server.http().presence(alice.token(), bob.user()).online()).isTrue();
        // Asking would keep it; that nobody does, others see.
        await().until(() -> !server.http().presence(alice.token(), bob.user()).online());
        assertThat(polling.poll(session, "").at("/closed/code").asInt()).isEqualTo(4000);
    }
}

package io.parley.edge.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.edge.EdgeOptions;
import io.parley.edge.session.ScriptedSocket;
import io.parley.edge.session.Session;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Instant OPENED = Instant.parse("2026-11-24T12:00:00Z");
    private static final EdgeOptions OPTIONS =
            new EdgeOptions(null, null, Duration.ofSeconds(5), null, null, null, null, null, null, null);

    private final ScriptedSocket socket = new ScriptedSocket();
    private final FrameCodec codec = new FrameCodec();
    private final Sessions sessions = new Sessions();
    private final Session session =
            new Session("session", socket, codec, 10, 1_000, new SessionMetrics(sessions), OPENED);

    private void tickAfter(Duration time) {
        new Heartbeat(sessions, null, null, codec, OPTIONS, Clock.fixed(OPENED.plus(time), ZoneOffset.UTC)).run();
    }

    @Test
    void whoSaysNoHelloInTimeIsClosed() {
        sessions.add(session);

        tickAfter(Duration.ofSeconds(5));
        assertThat(session.isClosed()).isFalse();
        tickAfter(Duration.ofMillis(5_001));
        await().until(() -> socket.closes().contains(CloseCode.SILENT));
    }

    @Test
    void whoSaidHelloWaitsItsTurnForAsLongAsTheServerTakes() {
        sessions.add(session);
        session.saidHello();

        tickAfter(Duration.ofMinutes(1));

        assertThat(session.isClosed()).isFalse();
        assertThat(socket.written()).isEmpty();
    }
}

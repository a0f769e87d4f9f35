package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Sessions sessions = new Sessions();
    private final SessionMetrics metrics = new SessionMetrics(sessions);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Session session =
            new Session("session", new ScriptedSocket(), new FrameCodec(), 10, 1_000, metrics, NOW);

    SessionMetricsTest() {
        metrics.bindTo(registry);
        sessions.add(session);
    }

    private double sessionsOver(String transport) {
        return registry.get("parley.sessions")
                .tag("transport", transport)
                .gauge()
                .value();
    }

    private double queued() {
        return registry.get("parley.pushes.queued").gauge().value();
    }

    @Test
    void aSessionIsOneOnceItSaidHelloAndUntilItIsClosed() {
        assertThat(sessionsOver("websocket")).isZero();
        session.identify(new Identity(new UserId("alice"), new DeviceId("phone"), 1, NOW));
        assertThat(sessionsOver("websocket")).isOne();
        assertThat(sessionsOver("poll")).isZero();
        session.close(CloseCode.DRAIN);
        assertThat(sessionsOver("websocket")).isZero();
    }

    @Test
    void pushesThatWaitAreCountedUntilTheSessionEnds() {
        session.push(new ServerFrame.Resync());
        session.push(Encoded.of(new ServerFrame.Resync(), new FrameCodec()));
        assertThat(queued()).isEqualTo(2);
        assertThat(registry.get("parley.frames.sent")
                        .tag("type", "resync")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        session.ended();
        assertThat(queued()).isZero();
    }
}

package io.parley.edge.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.edge.session.ScriptedSocket;
import io.parley.edge.session.Session;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes before hello, and in which pieces; nothing here gets as far as a service. */
class InboundTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ScriptedSocket socket = new ScriptedSocket();
    private final FrameCodec codec = new FrameCodec();
    private final Session session =
            new Session("session", socket, codec, 10, 1_000, new SessionMetrics(new Sessions()), NOW);
    private final InboundMetrics metrics = new InboundMetrics();
    private final Inbound inbound = new Inbound(
            session,
            socket,
            null,
            new Inbound.Services(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    codec,
                    metrics,
                    Clock.fixed(NOW.plusSeconds(3), ZoneOffset.UTC)));

    private void assertClosedWith(String code) {
        await().until(() -> socket.closes().contains(CloseCode.PROTOCOL));
        assertThat(socket.written()).singleElement().asString().contains("\"" + code + "\"");
    }

    @Test
    void aFrameInPiecesIsOneFrame() {
        inbound.part("{\"t\":\"sy", false);
        inbound.part("nc\",\"id", false);
        assertThat(socket.written()).isEmpty();
        inbound.part("\":\"7\"}", true);

        assertClosedWith("hello_expected");
        assertThat(socket.written().getFirst()).contains("\"re\":\"7\"");
        assertThat(session.heard()).isEqualTo(NOW.plusSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"t\":1}", "{\"t\":\"unheard_of\"}", "{\"t\":\"hello\"}"})
    void whatIsNoHelloEndsTheSession(String text) {
        inbound.part(text, true);
        await().until(() -> socket.closes().contains(CloseCode.PROTOCOL));
        assertThat(socket.written()).hasSize(1);
    }

    @Test
    void aHelloThatIsTooLargeEndsTheSession() {
        inbound.part("x".repeat(Limits.HELLO_BYTES + 1), true);
        assertClosedWith("frame_too_large");
    }

    @Test
    void aHelloThatGrowsTooLargeEndsTheSessionBeforeItIsWhole() {
        inbound.part("x".repeat(Limits.HELLO_BYTES), false);
        assertThat(socket.closes()).isEmpty();
        inbound.part("x", false);

        assertClosedWith("frame_too_large");
        inbound.part("x".repeat(Limits.HELLO_BYTES), false);
        inbound.part("{\"t\":\"pong\"}", true);
        assertThat(socket.written()).hasSize(1);
    }
}

package io.parley.edge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.api.id.ConversationId;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ScriptedSocket socket = new ScriptedSocket();
    private final SessionMetrics metrics = new SessionMetrics(new Sessions());
    private final Session session = new Session("session", socket, new FrameCodec(), 10, 1_000, metrics, NOW);

    @Test
    void theSocketIsNotReadWhileTooManyRequestsAreOpen() {
        for (int i = 0; i < Limits.OPEN_REQUESTS - 1; i++) {
            session.requestOpened();
        }
        assertThat(socket.isSuspended()).isFalse();
        session.requestOpened();
        assertThat(socket.isSuspended()).isTrue();
        session.reply(ServerFrame.Error.of("id", ErrorCode.UNAVAILABLE));
        await().until(() -> !socket.isSuspended());
        session.requestOpened();
        assertThat(socket.isSuspended()).isTrue();
        session.requestEnded();
        assertThat(socket.isSuspended()).isFalse();
    }

    @Test
    void aClientThatDoesNotReadItsRepliesIsNotReadEither() {
        socket.stopReading();
        for (int i = 0; i < Limits.OPEN_REQUESTS; i++) {
            session.requestOpened();
            session.reply(ServerFrame.Error.of("id", ErrorCode.UNAVAILABLE));
        }
        await().until(socket::isBlocked);
        assertThat(socket.isSuspended()).isTrue();
        socket.goOnReading();
        await().until(() -> !socket.isSuspended());
        assertThat(socket.written()).hasSize(Limits.OPEN_REQUESTS);
    }

    @Test
    void onlyAFewPagesAreMadeForAClientThatDoesNotRead() {
        socket.stopReading();
        AtomicInteger made = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            Thread.ofVirtual().start(() -> {
                waiting.incrementAndGet();
                page(made);
            });
        }
        await().until(() -> waiting.get() == 20 && made.get() == 4 && socket.isBlocked());
        socket.goOnReading();
        await().until(() -> made.get() == 20 && socket.written().size() == 20);
    }

    @Test
    void aClientThatIsGoneHoldsUpNoPage() {
        AtomicInteger made = new AtomicInteger();
        session.ended();
        for (int i = 0; i < 20; i++) {
            page(made);
        }
        assertThat(made).hasValue(20);
    }

    private void page(AtomicInteger made) {
        try {
            session.replyInTurn(() -> {
                made.incrementAndGet();
                return ServerFrame.Error.of("id", ErrorCode.UNAVAILABLE);
            });
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPingIsDueOnceAnInterval() {
        Duration interval = Duration.ofSeconds(20);
        assertThat(session.pingIsDue(NOW.plusSeconds(19), interval)).isFalse();
        assertThat(session.pingIsDue(NOW.plusSeconds(20), interval)).isTrue();
        assertThat(session.pingIsDue(NOW.plusSeconds(21), interval)).isFalse();
        assertThat(session.pingIsDue(NOW.plusSeconds(40), interval)).isTrue();
    }

    @Nested
    class Progress {
        private final Session.Progress progress = session.progress(new ConversationId("conversation"));

        @Test
        void whatWasShownStaysShown() {
            assertThat(progress.wasShown(0)).isFalse();
            progress.shown(5);
            progress.shown(3);
            assertThat(progress.wasShown(5)).isTrue();
            assertThat(progress.wasShown(6)).isFalse();
        }

        @Test
        void onlyAHigherAcknowledgementIsNews() {
            assertThat(progress.acknowledge(3, -1)).isTrue();
            assertThat(progress.acknowledge(3, -1)).isFalse();
            assertThat(progress.acknowledge(2, 2)).isTrue();
            assertThat(progress.acknowledge(3, 2)).isFalse();
            assertThat(progress.acknowledge(5, 5)).isTrue();
            assertThat(progress.acknowledge(5, -1)).as("read lifts delivered").isFalse();
        }

        @Test
        void whatTheClientSaidItselfIsNoNewsToIt() {
            progress.acknowledge(5, 3);
            assertThat(progress.acknowledged(5, 3)).isTrue();
            assertThat(progress.acknowledged(4, -1)).isTrue();
            assertThat(progress.acknowledged(6, 3)).isFalse();
            assertThat(progress.acknowledged(5, 4)).isFalse();
        }

        @Test
        void whatTheViewsDoNotHaveIsNewsAgain() {
            progress.acknowledge(5, 5);
            progress.recorded(3, -1);
            assertThat(progress.acknowledge(3, -1)).isFalse();
            assertThat(progress.acknowledge(5, 5)).isTrue();
        }

        @Test
        void nothingIsKeptForConversationsThatWereOnlyAskedFor() {
            assertThat(session.knownProgress(new ConversationId("other"))).isNull();
            assertThat(session.knownProgress(new ConversationId("conversation")))
                    .isSameAs(progress);
        }
    }
}

package io.parley.edge.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.AdvanceReceipts.Watermark;
import io.parley.api.trace.Traces;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Identity;
import io.parley.edge.session.ScriptedSocket;
import io.parley.edge.session.Session;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.retry.RetryPolicy;

/** On real buses, whose one handler lets commands and queries through when the test says so. */
@Timeout(30)
class AcknowledgementsTest {
    private static final ConversationId CONVERSATION = new ConversationId("conversation");
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final long NONE = AdvanceReceipts.NONE;
    private static final int RETRIES = 2;

    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<AdvanceReceipts> commands = new CopyOnWriteArrayList<>();
    private final Semaphore queryGate = new Semaphore(0);
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile GetVisible.Visible visible = GetVisible.Visible.NOTHING;
    private Acknowledgements acknowledgements;

    @BeforeEach
    void prepare() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(AdvanceReceipts.class.getName(), message -> handle(message));
        QueryBus queryBus = SimpleQueryBus.builder().build();
        queryBus.subscribe(GetVisible.class.getName(), GetVisible.Visible.class, query -> {
            queries.incrementAndGet();
            pass(queryGate);
            return visible;
        });
        acknowledgements = new Acknowledgements(
                new Bus(
                        DefaultCommandGateway.builder().commandBus(bus).build(),
                        DefaultQueryGateway.builder().queryBus(queryBus).build(),
                        Duration.ofSeconds(10)),
                RetryPolicy.builder()
                        .includes(Bus.Unavailable.class)
                        .delay(Duration.ofMillis(10))
                        .maxRetries(RETRIES)
                        .build(),
                Traces.off(),
                "edge");
    }

    private Object handle(CommandMessage<?> message) throws InterruptedException {
        waiting.incrementAndGet();
        pass(gate);
        waiting.decrementAndGet();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("refused by the test");
        }
        commands.add((AdvanceReceipts) message.getPayload());
        return "ok";
    }

    private static void pass(Semaphore gate) throws InterruptedException {
        assertThat(gate.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    private final ScriptedSocket socket = new ScriptedSocket();

    private Session session(UserId user, long shown) {
        Session session = new Session(
                user.value(), socket, new FrameCodec(), 10, 1_000, new SessionMetrics(new Sessions()), Instant.EPOCH);
        session.identify(new Identity(user, DeviceId.create(), 1, Instant.MAX));
        if (shown >= 0) {
            session.progress(CONVERSATION).shown(shown);
        }
        return session;
    }

    private static AdvanceReceipts advance(Watermark... watermarks) {
        return AdvanceReceipts.in(CONVERSATION, List.of(watermarks));
    }

    @Test
    void whatComesWhileOneIsUnderWayIsMergedToTheHighest() {
        Session alice = session(ALICE, 100);
        Session bob = session(BOB, 100);
        acknowledgements.delivered(alice, CONVERSATION, 1);
        await().until(() -> waiting.get() == 1);
        for (long seq = 2; seq <= 50; seq++) {
            acknowledgements.delivered(alice, CONVERSATION, seq);
        }
        acknowledgements.read(alice, CONVERSATION, 30);
        acknowledgements.delivered(bob, CONVERSATION, 7);
        assertThat(waiting).hasValue(1);
        gate.release(100);

        await().until(() -> commands.size() == 2);
        assertThat(commands.getFirst()).isEqualTo(advance(new Watermark(ALICE, 1, NONE, true)));
        assertThat(commands.getLast().entries())
                .containsExactlyInAnyOrder(new Watermark(ALICE, 50, 30, true), new Watermark(BOB, 7, NONE, true));
    }

    @Test
    void conversationsDoNotWaitForEachOther() {
        Session alice = session(ALICE, 100);
        ConversationId other = new ConversationId("other");
        alice.progress(other).shown(5);
        acknowledgements.delivered(alice, CONVERSATION, 1);
        acknowledgements.delivered(alice, other, 1);

        await().until(() -> waiting.get() == 2);
        gate.release(2);
        await().until(() -> commands.size() == 2);
    }

    @Test
    void whatIsNoNewsIsNotSaidAgain() {
        gate.release(100);
        Session alice = session(ALICE, 100);
        acknowledgements.read(alice, CONVERSATION, 9);
        await().until(() -> commands.size() == 1);
        acknowledgements.delivered(alice, CONVERSATION, 9);
        acknowledgements.read(alice, CONVERSATION, 8);
        acknowledgements.read(alice, CONVERSATION, 10);

        await().until(() -> commands.size() == 2);
        assertThat(commands.getLast()).isEqualTo(advance(new Watermark(ALICE, 10, 10, true)));
    }

    @Test
    void whatWasNotShownIsClippedToWhatThePersonMaySee() {
        gate.release(100);
        queryGate.release(100);
        visible = new GetVisible.Visible(List.of(new GetVisible.Range(3, 20)));
        Session alice = session(ALICE, NONE);
        acknowledgements.read(alice, CONVERSATION, Long.MAX_VALUE);
        await().until(() -> commands.size() == 1);

        assertThat(commands.getFirst()).isEqualTo(advance(new Watermark(ALICE, 20, 20, true)));
        acknowledgements.delivered(session(BOB, NONE), CONVERSATION, 2);
        await().until(() -> queries.get() == 2);
        assertThat(commands).as("below what Bob may see").hasSize(1);
    }

    /** As after a crash, from which the client remembers more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheViewsDoNotKnowYetCountsOnceItIsPushed(boolean isKnownAMember) {
        gate.release(100);
        queryGate.release(100);
        visible = isKnownAMember
                ? new GetVisible.Visible(List.of(new GetVisible.Range(0, 20)))
                : GetVisible.Visible.NOTHING;
        Session alice = session(ALICE, isKnownAMember ? 20 : NONE);
        acknowledgements.read(alice, CONVERSATION, 30);
        await().until(() -> queries.get() == 1 && commands.size() == (isKnownAMember ? 1 : 0));
        commands.clear();
        acknowledgements.shown(alice, CONVERSATION, 29);
        acknowledgements.shown(alice, CONVERSATION, 30);

        await().until(() -> commands.size() == 1);
        assertThat(commands.getFirst()).isEqualTo(advance(new Watermark(ALICE, 30, 30, true)));
        acknowledgements.shown(alice, CONVERSATION, 31);
        acknowledgements.delivered(alice, CONVERSATION, 31);
        await().until(() -> commands.size() == 2);
        assertThat(commands.getLast())
                .as("each claim counts once")
                .isEqualTo(advance(new Watermark(ALICE, 31, NONE, true)));
    }

    @Test
    void aStrangersAcknowledgementIsDroppedAndLeavesNothingBehind() {
        queryGate.release(100);
        Session mallory = session(ALICE, NONE);
        for (int i = 0; i < 20; i++) {
            acknowledgements.read(mallory, new ConversationId("made up " + i), 5);
        }
        await().until(() -> queries.get() == 20);

        assertThat(commands).isEmpty();
        assertThat(mallory.knownProgress(new ConversationId("made up 7"))).isNull();
    }

    @Test
    void whoAcknowledgesMoreThanTheViewsCanAnswerIsNotRead() {
        Session mallory = session(ALICE, NONE);
        for (int i = 0; i < Limits.OPEN_REQUESTS; i++) {
            acknowledgements.read(mallory, new ConversationId("made up " + i), 5);
        }
        assertThat(socket.isSuspended()).isTrue();
        queryGate.release(1);
        await().until(() -> !socket.isSuspended());
        queryGate.release(100);
    }

    @Test
    void whatCannotBeRecordedIsTriedAgain() {
        gate.release(100);
        failures.set(RETRIES);
        acknowledgements.read(session(ALICE, 100), CONVERSATION, 9);

        await().until(() -> commands.size() == 1);
        assertThat(commands.getFirst()).isEqualTo(advance(new Watermark(ALICE, 9, 9, true)));
        assertThat(acknowledgements.lost()).isZero();
    }

    @Test
    void aLostOneIsCountedAndTheNextGoesThrough() {
        gate.release(100);
        failures.set(1 + RETRIES);
        Session alice = session(ALICE, 100);
        acknowledgements.read(alice, CONVERSATION, 9);
        await().until(() -> acknowledgements.lost() == 1);
        acknowledgements.read(alice, CONVERSATION, 10);

        await().until(() -> commands.size() == 1);
    }

    @Test
    void aLostOneComesThroughAgainOnceASyncHasShownThatItIsMissing() {
        gate.release(100);
        failures.set(1 + RETRIES);
        Session alice = session(ALICE, 100);
        acknowledgements.read(alice, CONVERSATION, 9);
        await().until(() -> acknowledgements.lost() == 1);
        alice.progress(CONVERSATION).recorded(NONE, NONE);
        acknowledgements.read(alice, CONVERSATION, 9);

        await().until(() -> commands.size() == 1);
        assertThat(commands.getFirst()).isEqualTo(advance(new Watermark(ALICE, 9, 9, true)));
    }
}

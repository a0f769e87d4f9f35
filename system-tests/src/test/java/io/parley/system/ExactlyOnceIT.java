package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedServer.class, FramesChecked.class})
class ExactlyOnceIT {
    private static final int RESENDS = 3;

    private final Person alice;
    private final Person bob;
    private String conversation = "";

    ExactlyOnceIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
    }

    @BeforeEach
    void theyKnowEachOther() {
        conversation = alice.with(bob);
    }

    @Test
    void aMessageWhoseAnswerWasLostIsNotASecondMessageHoweverOftenItIsResent() {
        UUID mid = UUID.randomUUID();
        try (Socket b = bob.connect()) {
            Socket lost = alice.connect();
            lost.tell(new ClientFrame.Send("never read", conversation, mid, null, "once"));
            Message message = b.message(mid);
            lost.drop();

            for (int i = 0; i < RESENDS; i++) {
                assertIsTheFirst(message, alice, mid);
            }
            assertIsTheFirst(message, alice.again(), mid);
            assertEntries("once");
            assertThat(b.pushes(Message.class).stream()
                            .map(Message::seq)
                            .filter(seq -> seq > 0)
                            .distinct())
                    .containsExactly(message.seq());
        }
    }

    private void assertIsTheFirst(Message first, Person sender, UUID mid) {
        try (Socket again = sender.connect()) {
            Accepted accepted = again.accepted(conversation, mid, null, "once");
            assertThat(accepted.duplicate()).isTrue();
            assertThat(accepted.seq()).isEqualTo(first.seq());
            assertThat(accepted.time()).isEqualTo(first.time());
        }
    }

    @Test
    void aConnectionThatBreaksAtAnyMomentLeavesTheMessageOnceOrNotAtAll() {
        UUID last = null;
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID mid = UUID.randomUUID();
            String body = "message " + i;
            bodies.add(body);
            Socket broken = alice.connect();
            UUID after = last;
            CompletableFuture<ServerFrame> answer = broken.sending(conversation, mid, after, body);
            broken.drop();
            answer.exceptionally(failure -> ServerFrame.Error.of(null, ErrorCode.UNAVAILABLE))
                    .join();
            try (Socket next = alice.connect()) {
                next.accepted(conversation, mid, after, body);
                assertThat(next.accepted(conversation, mid, after, body).duplicate())
                        .isTrue();
            }
            last = mid;
        }
        assertEntries(bodies.toArray(String[]::new));
    }

    @Test
    void aResendIsRecognisedAlsoAfterManyMessagesOfOthers() {
        UUID mid = UUID.randomUUID();
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            Accepted first = a.accepted(conversation, mid, null, "old");
            List<CompletableFuture<ServerFrame>> others = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (i % Limits.UNANSWERED == 0) {
                    others.forEach(Deadline::get);
                    others.clear();
                }
                others.add(b.sending(conversation, UUID.randomUUID(), null, "b" + i));
            }
            others.forEach(Deadline::get);
            Accepted again = a.accepted(conversation, mid, null, "old");
            assertThat(again.seq()).isEqualTo(first.seq());
            assertThat(again.time()).isEqualTo(first.time());
            assertThat(again.duplicate()).isTrue();
        }
    }

    @Test
    void whatChainsToAnotherThanTheLastAcceptedIsRefusedWithTheLastAccepted() {
        try (Socket a = alice.connect()) {
            UUID first = UUID.randomUUID();
            UUID second = UUID.randomUUID();
            a.accepted(conversation, first, null, "first");
            a.accepted(conversation, second, first, "second");
            UUID lost = UUID.randomUUID();
            UUID third = UUID.randomUUID();

            assertOutOfOrder(a.send(conversation, third, lost, "third"), second);
            assertOutOfOrder(a.send(conversation, third, first, "third"), second);

            a.accepted(conversation, lost, second, "lost and found");
            assertThat(a.accepted(conversation, third, lost, "third").duplicate())
                    .isNull();
            assertEntries("first", "second", "lost and found", "third");
        }
    }

    @Test
    void eachDeviceHasAChainOfItsOwn() {
        try (Socket phone = alice.connect();
                Socket laptop = alice.onAnotherDevice().connect()) {
            UUID onPhone = UUID.randomUUID();
            UUID onLaptop = UUID.randomUUID();
            phone.accepted(conversation, onPhone, null, "phone 1");
            laptop.accepted(conversation, onLaptop, null, "laptop 1");
            phone.accepted(conversation, UUID.randomUUID(), onPhone, "phone 2");
            laptop.accepted(conversation, UUID.randomUUID(), onLaptop, "laptop 2");
            assertOutOfOrder(laptop.send(conversation, UUID.randomUUID(), onPhone, "laptop 3"), null);
            assertEntries("phone 1", "laptop 1", "phone 2", "laptop 2");
        }
    }

    @Test
    void asManyAsMayBeUnansweredSentInOneGoAreAllAcceptedInOrder() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            List<UUID> mids = new ArrayList<>();
            List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
            for (int i = 0; i < Limits.UNANSWERED; i++) {
                UUID mid = UUID.randomUUID();
                answers.add(a.sending(conversation, mid, mids.isEmpty() ? null : mids.getLast(), "m" + i));
                mids.add(mid);
            }
            List<Accepted> accepted = answers.stream()
                    .map(answer -> (Accepted) Deadline.get(answer))
                    .toList();
            assertThat(accepted).extracting(Accepted::mid).isEqualTo(mids);
            assertThat(accepted)
                    .extracting(Accepted::seq)
                    .isEqualTo(
                            LongStream.rangeClosed(1, Limits.UNANSWERED).boxed().toList());
            b.message(mids.getLast());
            assertThat(b.pushes(Message.class)).extracting(Message::seq).isSorted();
        }
    }

    @Test
    void whoSendsTheNextOneForEachAnswerIsNeverTooFast() {
        try (Socket a = alice.connect()) {
            Queue<CompletableFuture<ServerFrame>> unanswered = new ArrayDeque<>();
            for (int i = 0; i < 500; i++) {
                if (unanswered.size() == Limits.UNANSWERED) {
                    assertThat(Deadline.get(unanswered.remove())).isInstanceOf(Accepted.class);
                }
                unanswered.add(a.sending(conversation, UUID.randomUUID(), null, "m" + i));
            }
            assertThat(unanswered)
                    .allSatisfy(one -> assertThat(Deadline.get(one)).isInstanceOf(Accepted.class));
        }
    }

    /** Which ones are too many depends on how fast the answers come, so bursts go out until it has happened. */
    @Test
    void whatIsSentWhileTooManyAreUnansweredIsRefusedAndMayBeSentAgain() {
        try (Socket a = alice.connect()) {
            List<UUID> refused = new ArrayList<>();
            for (int burst = 0; burst < 50 && refused.isEmpty(); burst++) {
                Map<UUID, CompletableFuture<ServerFrame>> answers = new LinkedHashMap<>();
                for (int i = 0; i < 3 * Limits.UNANSWERED; i++) {
                    UUID mid = UUID.randomUUID();
                    answers.put(mid, a.sending(conversation, mid, null, "burst"));
                }
                answers.forEach((mid, answer) -> {
                    if (Deadline.get(answer) instanceof ServerFrame.Error error) {
                        assertThat(error.code()).isEqualTo("too_many_unanswered");
                        assertThat(error.retryable()).isTrue();
                        refused.add(mid);
                    }
                });
            }
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(mid -> assertThat(
                                    a.accepted(conversation, mid, null, "burst").duplicate())
                            .as("a refused message was not taken")
                            .isNull());
        }
    }

    @Test
    void afterAPermanentRefusalTheNextOneChainsToTheLastAccepted() {
        try (Socket a = alice.connect()) {
            UUID good = UUID.randomUUID();
            UUID tooLarge = UUID.randomUUID();
            UUID next = UUID.randomUUID();
            a.accepted(conversation, good, null, "good");
            String body = "x".repeat(Limits.BODY_BYTES + 1);
            String frame = new FrameCodec().encode(new ClientFrame.Send("large", conversation, tooLarge, good, body));
            ServerFrame.Error refused = a.refused(frame, "large");
            assertThat(refused.code()).isEqualTo("body_too_large");
            assertThat(refused.retryable()).isFalse();

            assertOutOfOrder(a.send(conversation, next, tooLarge, "next"), good);
            a.accepted(conversation, next, good, "next");
            assertEntries("good", "next");
        }
    }

    private static void assertOutOfOrder(ServerFrame answer, @Nullable UUID lastAccepted) {
        ServerFrame.Error error = (ServerFrame.Error) answer;
        assertThat(error.code()).isEqualTo("out_of_order");
        assertThat(error.retryable()).isFalse();
        if (lastAccepted != null) {
            assertThat(error.lastAccepted()).isEqualTo(lastAccepted);
        }
    }

    /** The conversation holds these and nothing else, on the socket and over HTTP. */
    private void assertEntries(String... bodies) {
        await().untilAsserted(() -> {
            List<Entry> entries =
                    bob.http().entriesAfter(bob.token(), conversation, -1, 100).entries();
            assertThat(entries.stream().map(Entry::body).filter(Objects::nonNull))
                    .containsExactly(bodies);
            assertThat(entries)
                    .extracting(Entry::seq)
                    .isEqualTo(LongStream.rangeClosed(0, bodies.length).boxed().toList());
        });
        try (Socket b = bob.connect()) {
            assertThat(b.history(conversation, null, -1L, null).entries().stream()
                            .map(Entry::body)
                            .filter(Objects::nonNull))
                    .containsExactly(bodies);
        }
    }
}

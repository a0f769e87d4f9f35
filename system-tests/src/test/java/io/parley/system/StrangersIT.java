package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Receipt;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody gets anywhere in a conversation they are not in, and cannot even tell whether it exists. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class StrangersIT {
    private static final String NOWHERE = "no-such-conversation";

    private final Person alice;
    private final Person bob;
    private final Person stranger;
    private String conversation = "";

    StrangersIT(RunningServer server) {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        stranger = Person.register(server, "stranger");
    }

    @BeforeEach
    void twoOfThemTalk() {
        conversation = alice.with(bob);
    }

    @Test
    void onTheSocketAForeignConversationAnswersAsOneThatDoesNotExist() {
        try (Socket s = stranger.connect();
                Socket a = alice.connect()) {
            a.say(conversation, "between us");
            for (String where : List.of(conversation, NOWHERE)) {
                assertUnknown(s.askInVain(id -> new ClientFrame.History(id, where, null, null, null)));
                assertUnknown(s.askInVain(id -> new ClientFrame.History(id, where, null, -1L, 1)));
                assertUnknown(s.askInVain(id -> new ClientFrame.Send(id, where, UUID.randomUUID(), null, "hi")));
                assertUnknown(
                        s.askInVain(id -> new ClientFrame.Send(id, where, UUID.randomUUID(), UUID.randomUUID(), "hi")));
            }
            assertThat(s.sync(null).heads()).isEmpty();
            assertThat(a.history(conversation, null, -1L, null).entries()).hasSize(2);
        }
    }

    @Test
    void overHttpAForeignConversationAnswersAsOneThatDoesNotExist() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            b.message(a.say(conversation, "between us").mid());
        }
        for (String where : List.of(conversation, NOWHERE)) {
            assertUnknown(() -> stranger.http().entriesBefore(stranger.token(), where, null, 10));
            assertUnknown(() -> stranger.http().entriesAfter(stranger.token(), where, -1, 10));
            assertUnknown(() -> stranger.http().receipts(stranger.token(), where, 1));
            assertUnknown(() -> stranger.http().receipts(stranger.token(), where, 99));
        }
        assertThat(stranger.http().inbox(stranger.token(), 10).conversations()).isEmpty();
        assertThat(stranger.http().pending(stranger.token()).conversations()).isEmpty();
    }

    @Test
    void receiptsOfAnEntryThatDoesNotExistAreRefused() {
        for (long seq : new long[] {99, -1, Long.MAX_VALUE}) {
            ParleyProblem problem = catchThrowableOfType(
                    ParleyProblem.class, () -> alice.http().receipts(alice.token(), conversation, seq));
            assertThat(problem.status()).isEqualTo(404);
        }
    }

    @Test
    void acknowledgementsInAForeignConversationAreIgnored() {
        try (Socket s = stranger.connect();
                Socket a = alice.connect();
                Socket b = bob.connect()) {
            Accepted accepted = a.say(conversation, "between us");
            b.message(accepted.mid());
            s.delivered(conversation, accepted.seq());
            s.read(conversation, accepted.seq());
            s.read(NOWHERE, 7);
            assertUnknown(s.askInVain(id -> new ClientFrame.History(id, conversation, null, null, null)));

            b.read(conversation, accepted.seq());
            a.receipt(conversation, bob.user(), accepted.seq(), accepted.seq());
            assertThat(a.pushes(Receipt.class))
                    .flatExtracting(Receipt::members)
                    .extracting(Watermark::user)
                    .containsOnly(bob.user());
            Head head = a.sync(null).heads().getFirst();
            assertThat(head.watermarks())
                    .extracting(Watermark::user)
                    .containsExactlyInAnyOrder(alice.user(), bob.user());
            assertThat(s.errors()).extracting(ServerFrame.Error::code).containsOnly("unknown_conversation");
        }
    }

    @Test
    void acknowledgementsBeyondTheHeadAreCutToTheHead() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            Accepted accepted = a.say(conversation, "one");
            b.message(accepted.mid());
            b.delivered(conversation, 1_000);
            Watermark delivered = a.receipt(conversation, bob.user(), accepted.seq(), -1);
            assertThat(delivered).isEqualTo(new Watermark(bob.user(), accepted.seq(), -1));
            b.read(conversation, Long.MAX_VALUE);
            Watermark read = a.receipt(conversation, bob.user(), accepted.seq(), accepted.seq());
            assertThat(read).isEqualTo(new Watermark(bob.user(), accepted.seq(), accepted.seq()));

            Accepted next = a.say(conversation, "two");
            b.message(next.mid());
            assertThat(alice.http()
                            .receipts(alice.token(), conversation, next.seq())
                            .receipts())
                    .allSatisfy(of -> assertThat(of.deliveredAt()).isNull());
            await().until(() ->
                    bob.http().inbox(bob.token(), 1).conversations().getFirst().unread() == 1);
        }
    }

    @Test
    void anAcknowledgementThatGoesBackChangesNothing() {
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            Accepted one = a.say(conversation, "one");
            Accepted two = a.say(conversation, "two");
            b.message(two.mid());
            b.read(conversation, two.seq());
            a.receipt(conversation, bob.user(), two.seq(), two.seq());
            b.read(conversation, one.seq());
            b.delivered(conversation, one.seq());
            Accepted three = a.say(conversation, "three");
            b.message(three.mid());
            b.delivered(conversation, three.seq());
            assertThat(a.receipt(conversation, bob.user(), three.seq(), -1).read())
                    .isEqualTo(two.seq());
        }
    }

    @Test
    void withoutATokenThereIsNothing() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> alice.http().inbox("", 10),
                () -> alice.http().pending("no.such.token"),
                () -> alice.http().entriesBefore("x", conversation, null, 10),
                () -> alice.http().direct("x", bob.handle()))) {
            assertThat(catchThrowableOfType(ParleyProblem.class, call).status()).isEqualTo(401);
        }
    }

    private static void assertUnknown(ServerFrame.Error error) {
        assertThat(error.code()).isEqualTo("unknown_conversation");
        assertThat(error.message()).isEqualTo("There is no such conversation, or you are not in it.");
        assertThat(error.retryable()).isFalse();
        assertThat(error.lastAccepted()).isNull();
    }

    private static void assertUnknown(ThrowingCallable call) {
        ParleyProblem problem = catchThrowableOfType(ParleyProblem.class, call);
        assertThat(problem).as("a refusal").isNotNull();
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.code()).isEqualTo("unknown_conversation");
        assertThat(problem.detail()).isEqualTo("There is no such conversation, or you are not in it.");
    }
}

package io.parley.command.conversation;

import static io.parley.command.conversation.ConversationSamples.ALICE;
import static io.parley.command.conversation.ConversationSamples.BOB;
import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.DIRECT;
import static io.parley.command.conversation.ConversationSamples.LAPTOP;
import static io.parley.command.conversation.ConversationSamples.MALLORY;
import static io.parley.command.conversation.ConversationSamples.NOW;
import static io.parley.command.conversation.ConversationSamples.PHONE;
import static io.parley.command.conversation.ConversationSamples.accepted;
import static io.parley.command.conversation.ConversationSamples.chained;
import static io.parley.command.conversation.ConversationSamples.outcomes;
import static io.parley.command.conversation.ConversationSamples.outgoing;
import static io.parley.command.conversation.ConversationSamples.refused;
import static io.parley.command.conversation.ConversationSamples.send;
import static io.parley.command.conversation.ConversationSamples.sent;
import static io.parley.command.conversation.ConversationSamples.started;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.DirectCommand.AcceptRequest;
import io.parley.api.conversation.DirectCommand.BlockPeer;
import io.parley.api.conversation.DirectCommand.UnblockPeer;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final ConversationOutcome DONE = new ConversationOutcome.Done(true);
    private static final ConversationOutcome NOTHING = new ConversationOutcome.Done(false);
    private static final PeerBlocked BLOCKED_BY_ALICE = new PeerBlocked(DIRECT, ALICE, NOW);
    private static final PeerUnblocked UNBLOCKED_BY_ALICE = new PeerUnblocked(DIRECT, ALICE, NOW);

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(ConversationSamples.LIMITS);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
    }

    private static ConversationOutcome refusal(Refusal refusal) {
        return new ConversationOutcome.Refused(refusal);
    }

    @Test
    void eitherBlocksTheOther() {
        fixture.given(started())
                .when(new BlockPeer(DIRECT, BOB))
                .expectEvents(new PeerBlocked(DIRECT, BOB, NOW))
                .expectResultMessagePayload(DONE);
        fixture.given(started(), new PeerBlocked(DIRECT, BOB, NOW))
                .when(new BlockPeer(DIRECT, ALICE))
                .expectEvents(BLOCKED_BY_ALICE)
                .expectResultMessagePayload(DONE);
    }

    @Test
    void blockingAgainDoesNothing() {
        fixture.given(started(), BLOCKED_BY_ALICE)
                .when(new BlockPeer(DIRECT, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
        fixture.given(started())
                .when(new UnblockPeer(DIRECT, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void onlyWhoBlockedUnblocks() {
        fixture.given(started(), BLOCKED_BY_ALICE)
                .when(new UnblockPeer(DIRECT, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
        fixture.given(started(), BLOCKED_BY_ALICE)
                .when(new UnblockPeer(DIRECT, ALICE))
                .expectEvents(UNBLOCKED_BY_ALICE)
                .expectResultMessagePayload(DONE);
    }

    @Test
    void nobodyElseDecidesAnything() {
        for (Object command : List.of(
                new BlockPeer(DIRECT, MALLORY), new UnblockPeer(DIRECT, MALLORY), new AcceptRequest(DIRECT, MALLORY))) {
            fixture.given(started())
                    .when(command)
                    .expectNoEvents()
                    .expectResultMessagePayload(refusal(Refusal.UNKNOWN_CONVERSATION));
        }
    }

    @Test
    void aGroupIsLeftNotBlocked() {
        fixture.given(new GroupCreated(DIRECT, ALICE, new Sealed("key", "nonce", "title"), List.of(ALICE, BOB), NOW))
                .when(new BlockPeer(DIRECT, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(refusal(Refusal.NOT_DIRECT));
    }

    @Test
    void whoBlocksDoesNotWrite() {
        fixture.given(started(), BLOCKED_BY_ALICE)
                .when(send(PHONE, outgoing(1)))
                .expectNoEvents()
                .expectResultMessagePayload(outcomes(refused(1, Refusal.BLOCKED, null)));
        fixture.given(started(), BLOCKED_BY_ALICE, UNBLOCKED_BY_ALICE)
                .when(send(PHONE, outgoing(1)))
                .expectEvents(sent(PHONE, 1))
                .expectResultMessagePayload(outcomes(accepted(1, 3)));
    }

    @Test
    void whoIsBlockedWritesAsEver() {
        fixture.given(started(), new PeerBlocked(DIRECT, BOB, NOW))
                .when(send(PHONE, outgoing(1)))
                .expectEvents(sent(PHONE, 1))
                .expectResultMessagePayload(outcomes(accepted(1, 2)));
    }

    @Test
    void whoWasWrittenToByAStrangerAgreesOnce() {
        RequestAccepted agreed = new RequestAccepted(DIRECT, BOB, NOW);
        fixture.given(started(), sent(PHONE, 1))
                .when(new AcceptRequest(DIRECT, BOB))
                .expectEvents(agreed)
                .expectResultMessagePayload(DONE);
        fixture.given(started(), agreed)
                .when(new AcceptRequest(DIRECT, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void whoStartedItHasNothingToAgreeTo() {
        fixture.given(started())
                .when(new AcceptRequest(DIRECT, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void whoGetsNoAnswerMayNotGoOnForEver() {
        fewUnanswered()
                .given(started(), sent(PHONE, 1), sent(PHONE, 2), sent(PHONE, 3))
                .when(send(PHONE, chained(4, 3)))
                .expectNoEvents()
                .expectResultMessagePayload(outcomes(refused(4, Refusal.AWAITING_ANSWER, null)));
    }

    @Test
    void anAnswerLetsThemGoOn() {
        fewUnanswered()
                .given(started(), sent(PHONE, 1), sent(PHONE, 2), sent(PHONE, 3), new RequestAccepted(DIRECT, BOB, NOW))
                .when(send(PHONE, chained(4, 3)))
                .expectEvents(sent(PHONE, 4))
                .expectResultMessagePayload(outcomes(accepted(4, 5)));
    }

    @Test
    void whoIsAskedMayWriteAsTheyLike() {
        fewUnanswered()
                .given(started(), sent(PHONE, 1), sent(PHONE, 2), sent(PHONE, 3))
                .when(send(BOB, LAPTOP, outgoing(9)))
                .expectResultMessagePayload(outcomes(accepted(9, 4)));
    }

    private static AggregateTestFixture<Conversation> fewUnanswered() {
        AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(ConversationSamples.FEW_UNANSWERED);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
        return fixture;
    }
}

package io.parley.command.conversation;

import static io.parley.command.conversation.ConversationSamples.ALICE;
import static io.parley.command.conversation.ConversationSamples.BOB;
import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.DIRECT;
import static io.parley.command.conversation.ConversationSamples.LAPTOP;
import static io.parley.command.conversation.ConversationSamples.NOW;
import static io.parley.command.conversation.ConversationSamples.PHONE;
import static io.parley.command.conversation.ConversationSamples.body;
import static io.parley.command.conversation.ConversationSamples.mid;
import static io.parley.command.conversation.ConversationSamples.sent;
import static io.parley.command.conversation.ConversationSamples.started;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.GroupEvent.AdminSet;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.OperatorCommand.ExpelMember;
import io.parley.api.conversation.OperatorCommand.WithdrawMessage;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private static final UserId OPERATOR = new UserId("0197f2a0-0000-7000-8000-00000000000f");
    private static final ConversationId GROUP = new ConversationId("0197f2a0-0000-7000-8000-0000000000aa");
    private static final Sealed REASON = body(mid(99));
    private static final WithdrawMessage WITHDRAW = new WithdrawMessage(DIRECT, OPERATOR, LAPTOP, mid(7), 1, REASON);
    private static final MessageDeleted WITHDRAWN =
            new MessageDeleted(DIRECT, mid(7), OPERATOR, LAPTOP, 1, REASON, NOW);
    private static final GroupCreated CREATED = new GroupCreated(GROUP, ALICE, body(mid(98)), List.of(ALICE, BOB), NOW);

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(new GroupLimits(4));
        fixture.registerInjectableResource(ConversationSamples.LIMITS);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
    }

    private static ConversationOutcome refused(Refusal refusal) {
        return new ConversationOutcome.Refused(refusal);
    }

    @Test
    void anOperatorDeletesAMessageOfAConversationThatTheyAreNotIn() {
        fixture.given(started(), sent(PHONE, 1))
                .when(WITHDRAW)
                .expectEvents(WITHDRAWN)
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }

    @Test
    void whatIsGoneOrNoMessageIsNotDeleted() {
        fixture.given(started(), sent(PHONE, 1), WITHDRAWN)
                .when(WITHDRAW)
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.UNKNOWN_MESSAGE));
        fixture.givenNoPriorActivity().when(WITHDRAW).expectResultMessagePayload(refused(Refusal.UNKNOWN_MESSAGE));
    }

    @Test
    void anOperatorTakesAnybodyOutOfAGroup() {
        fixture.given(CREATED)
                .when(new ExpelMember(GROUP, OPERATOR, BOB, REASON))
                .expectEvents(new MemberRemoved(GROUP, OPERATOR, BOB, REASON, NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }

    @Test
    void whereItIsTheLastAdminAnotherIsMadeOneFirst() {
        fixture.given(CREATED)
                .when(new ExpelMember(GROUP, OPERATOR, ALICE, null))
                .expectEvents(
                        new AdminSet(GROUP, OPERATOR, BOB, true, NOW),
                        new MemberRemoved(GROUP, OPERATOR, ALICE, null, NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }

    @Test
    void whoIsNotInItIsNotTakenOut() {
        fixture.given(CREATED)
                .when(new ExpelMember(GROUP, OPERATOR, OPERATOR, null))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
    }

    @Test
    void nobodyIsTakenOutOfAConversationOfTwo() {
        fixture.given(started())
                .when(new ExpelMember(DIRECT, OPERATOR, BOB, null))
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.NOT_A_GROUP));
    }
}

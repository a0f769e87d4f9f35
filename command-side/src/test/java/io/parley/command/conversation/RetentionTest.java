package io.parley.command.conversation;

import static io.parley.command.conversation.ConversationSamples.ALICE;
import static io.parley.command.conversation.ConversationSamples.BOB;
import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.DIRECT;
import static io.parley.command.conversation.ConversationSamples.MALLORY;
import static io.parley.command.conversation.ConversationSamples.NOW;
import static io.parley.command.conversation.ConversationSamples.body;
import static io.parley.command.conversation.ConversationSamples.mid;
import static io.parley.command.conversation.ConversationSamples.started;

import io.parley.api.Refusal;
import io.parley.api.conversation.ChangeRetention;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.ConversationId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final ConversationId GROUP = new ConversationId("0197f2a0-0000-7000-8000-0000000000aa");
    private static final GroupCreated CREATED = new GroupCreated(GROUP, ALICE, body(mid(98)), List.of(ALICE, BOB), NOW);
    private static final Retention WEEK = new Retention(604_800L, null);

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
    }

    private static ConversationOutcome refused(Refusal refusal) {
        return new ConversationOutcome.Refused(refusal);
    }

    @Test
    void eitherOfTwoSaysHowLongMessagesAreKept() {
        fixture.given(started())
                .when(new ChangeRetention(DIRECT, BOB, WEEK))
                .expectEvents(new RetentionChanged(DIRECT, BOB, WEEK, NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
        fixture.given(started(), new RetentionChanged(DIRECT, BOB, WEEK, NOW))
                .when(new ChangeRetention(DIRECT, ALICE, Retention.FOREVER))
                .expectEvents(new RetentionChanged(DIRECT, ALICE, Retention.FOREVER, NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
    }

    @Test
    void whatIsSoAlreadyIsNoEntry() {
        fixture.given(started(), new RetentionChanged(DIRECT, BOB, WEEK, NOW))
                .when(new ChangeRetention(DIRECT, ALICE, WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
        fixture.given(started())
                .when(new ChangeRetention(DIRECT, ALICE, Retention.FOREVER))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOutcome.Done(false));
    }

    @Test
    void whoBlocksTheOtherDecidesNothingForThem() {
        fixture.given(started(), new PeerBlocked(DIRECT, BOB, NOW))
                .when(new ChangeRetention(DIRECT, BOB, WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.BLOCKED));
    }

    @Test
    void inAGroupItsAdminsDecide() {
        fixture.given(CREATED)
                .when(new ChangeRetention(GROUP, ALICE, WEEK))
                .expectEvents(new RetentionChanged(GROUP, ALICE, WEEK, NOW))
                .expectResultMessagePayload(new ConversationOutcome.Done(true));
        fixture.given(CREATED)
                .when(new ChangeRetention(GROUP, BOB, WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.NOT_ADMIN));
    }

    @Test
    void nobodyElseDecides() {
        fixture.given(started())
                .when(new ChangeRetention(DIRECT, MALLORY, WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.UNKNOWN_CONVERSATION));
    }

    @Test
    void ofNoConversationNothingIsDecided() {
        fixture.givenNoPriorActivity()
                .when(new ChangeRetention(GROUP, MALLORY, WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(refused(Refusal.UNKNOWN_CONVERSATION));
    }
}

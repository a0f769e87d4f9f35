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
import static io.parley.command.conversation.ConversationSamples.body;
import static io.parley.command.conversation.ConversationSamples.duplicate;
import static io.parley.command.conversation.ConversationSamples.mid;
import static io.parley.command.conversation.ConversationSamples.outcomes;
import static io.parley.command.conversation.ConversationSamples.outgoing;
import static io.parley.command.conversation.ConversationSamples.refused;
import static io.parley.command.conversation.ConversationSamples.send;
import static io.parley.command.conversation.ConversationSamples.sent;
import static io.parley.command.conversation.ConversationSamples.started;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages.Content;
import io.parley.api.conversation.SendMessages.Deletion;
import io.parley.api.conversation.SendMessages.Edit;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendMessages.Reaction;
import io.parley.api.conversation.SendOutcomes.SendOutcome;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Replies, mentions, edits, deletions and reactions: who may, and what comes of it. */
class MessageChangesTest {
    private static final Sealed TEXT = new Sealed("key", "nonce", "text");

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(new GroupLimits(16));
        fixture.registerInjectableResource(ConversationSamples.LIMITS);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
    }

    private static Outgoing outgoing(int mid, Content content) {
        return new Outgoing(mid(mid), null, content);
    }

    private static Outgoing reply(int mid, long to, UserId... mentioned) {
        return outgoing(mid, new Message(body(mid(mid)), List.of(), to, List.of(mentioned)));
    }

    private static MessageEdited edited(int mid, long target) {
        return new MessageEdited(DIRECT, mid(mid), ALICE, PHONE, target, TEXT, NOW);
    }

    private static MessageDeleted deleted(int mid, long target) {
        return new MessageDeleted(DIRECT, mid(mid), ALICE, PHONE, target, null, NOW);
    }

    @Nested
    class Replies {
        @Test
        void aReplySaysWhatItAnswersAndWhomItMentions() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, reply(2, 1, BOB)))
                    .expectEvents(new MessageSent(
                            DIRECT, mid(2), ALICE, PHONE, body(mid(2)), List.of(), 1L, List.of(BOB), NOW))
                    .expectResultMessagePayload(outcomes(accepted(2, 2)));
        }

        @Test
        void whoIsNotInTheConversationIsNotMentioned() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, reply(2, 1, MALLORY, BOB)))
                    .expectEvents(new MessageSent(
                            DIRECT, mid(2), ALICE, PHONE, body(mid(2)), List.of(), 1L, List.of(BOB), NOW));
        }

        @Test
        void nobodyAnswersWhatIsNotSaidYet() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, reply(2, 2)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.UNKNOWN_MESSAGE, null)));
        }
    }

    @Nested
    class Edits {
        @Test
        void theAuthorEdits() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, outgoing(2, new Edit(1, TEXT))))
                    .expectEvents(edited(2, 1))
                    .expectResultMessagePayload(outcomes(accepted(2, 2)));
        }

        @Test
        void onAnotherDeviceToo() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(LAPTOP, outgoing(2, new Edit(1, TEXT))))
                    .expectEvents(new MessageEdited(DIRECT, mid(2), ALICE, LAPTOP, 1, TEXT, NOW));
        }

        @Test
        void nobodyElseDoes() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(BOB, LAPTOP, outgoing(2, new Edit(1, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.NOT_AUTHOR, null)));
        }

        @Test
        void aResendGetsTheOriginalAnswer() {
            fixture.given(started(), sent(PHONE, 1), edited(2, 1), sent(PHONE, 3))
                    .when(send(PHONE, outgoing(2, new Edit(1, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(duplicate(2, 2)));
        }

        @Test
        void itIsALinkOfTheDevicesChain() {
            fixture.given(started(), sent(PHONE, 1), edited(2, 1))
                    .when(send(PHONE, new Outgoing(mid(3), mid(1), new Message(TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(3, Refusal.OUT_OF_ORDER, 2)));
        }

        @Test
        void whatIsNoMessageIsNotEdited() {
            fixture.given(started(), sent(PHONE, 1), edited(2, 1))
                    .when(send(
                            PHONE,
                            outgoing(3, new Edit(0, TEXT)),
                            outgoing(4, new Edit(2, TEXT)),
                            outgoing(5, new Edit(3, TEXT)),
                            outgoing(6, new Edit(Long.MAX_VALUE, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(IntStream.rangeClosed(3, 6)
                            .mapToObj(mid -> refused(mid, Refusal.UNKNOWN_MESSAGE, null))
                            .toArray(SendOutcome[]::new)));
        }
    }

    @Nested
    class Deletions {
        @Test
        void theAuthorDeletesForEveryone() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, outgoing(2, new Deletion(1, null))))
                    .expectEvents(deleted(2, 1))
                    .expectResultMessagePayload(outcomes(accepted(2, 2)));
        }

        @Test
        void theOtherOfTwoDoesNot() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(BOB, LAPTOP, outgoing(2, new Deletion(1, null))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.NOT_AUTHOR, null)));
        }

        @Test
        void anAdminDeletesInAGroupAndSaysWhy() {
            fixture.given(group(2), new MessageSent(DIRECT, mid(1), ALICE, PHONE, TEXT, NOW))
                    .when(send(BOB, LAPTOP, outgoing(2, new Deletion(1, TEXT))))
                    .expectEvents(new MessageDeleted(DIRECT, mid(2), BOB, LAPTOP, 1, TEXT, NOW));
        }

        @Test
        void anotherMemberOfAGroupDoesNot() {
            fixture.given(group(2), new MessageSent(DIRECT, mid(1), BOB, LAPTOP, TEXT, NOW))
                    .when(send(PHONE, outgoing(2, new Deletion(1, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.NOT_AUTHOR, null)));
        }

        @Test
        void whatIsDeletedStaysDeleted() {
            fixture.given(started(), sent(PHONE, 1), deleted(2, 1))
                    .when(send(
                            PHONE,
                            outgoing(3, new Edit(1, TEXT)),
                            outgoing(4, new Reaction(1, TEXT)),
                            outgoing(5, new Deletion(1, null))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(
                            refused(3, Refusal.UNKNOWN_MESSAGE, null),
                            refused(4, Refusal.UNKNOWN_MESSAGE, null),
                            refused(5, Refusal.UNKNOWN_MESSAGE, null)));
        }
    }

    @Nested
    class Reactions {
        @Test
        void anyMemberReactsAndTakesItBack() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(
                            BOB,
                            LAPTOP,
                            outgoing(2, new Reaction(1, TEXT)),
                            new Outgoing(mid(3), mid(2), new Reaction(1, null))))
                    .expectEvents(
                            new MessageReacted(DIRECT, mid(2), BOB, LAPTOP, 1, TEXT, NOW),
                            new MessageReacted(DIRECT, mid(3), BOB, LAPTOP, 1, null, NOW));
        }

        @Test
        void aStrangerLearnsNothing() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(MALLORY, LAPTOP, outgoing(2, new Reaction(1, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.UNKNOWN_CONVERSATION, null)));
        }

        @Test
        void thereAreNoneInHugeGroups() {
            fixture.given(group(MessageRules.MOST_REACTING + 1), sent(PHONE, 1))
                    .when(send(PHONE, outgoing(2, new Reaction(1, TEXT))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(2, Refusal.TOO_MANY_MEMBERS, null)));
        }
    }

    /** Of Bob, its admin, Alice, and others. */
    private static GroupCreated group(int size) {
        List<UserId> members = Stream.concat(
                        Stream.of(BOB, ALICE), Stream.generate(UserId::create).limit(size - 2))
                .toList();
        return new GroupCreated(DIRECT, BOB, TEXT, members, NOW);
    }
}

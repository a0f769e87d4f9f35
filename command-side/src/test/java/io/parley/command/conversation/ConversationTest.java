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
import static io.parley.command.conversation.ConversationSamples.chained;
import static io.parley.command.conversation.ConversationSamples.duplicate;
import static io.parley.command.conversation.ConversationSamples.mid;
import static io.parley.command.conversation.ConversationSamples.outcomes;
import static io.parley.command.conversation.ConversationSamples.outgoing;
import static io.parley.command.conversation.ConversationSamples.refused;
import static io.parley.command.conversation.ConversationSamples.send;
import static io.parley.command.conversation.ConversationSamples.sent;
import static io.parley.command.conversation.ConversationSamples.started;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.api.Refusal;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.conversation.StartDirect;
import io.parley.api.conversation.StartOutcome;
import io.parley.api.id.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
        fixture.registerInjectableResource(new GroupLimits(16));
        fixture.registerInjectableResource(ConversationSamples.LIMITS);
        fixture.registerInjectableResource(new EventStoreMessages(fixture.getEventStore()));
    }

    @Nested
    class Starting {
        @Test
        void whoeverIsFirstStartsIt() {
            fixture.givenNoPriorActivity()
                    .when(StartDirect.between(ALICE, BOB))
                    .expectEvents(started())
                    .expectResultMessagePayload(new StartOutcome.Started(DIRECT, false));
        }

        @Test
        void theOtherFindsIt() {
            fixture.given(started())
                    .when(StartDirect.between(BOB, ALICE))
                    .expectNoEvents()
                    .expectResultMessagePayload(new StartOutcome.Started(DIRECT, true));
        }

        @Test
        void nobodyTalksWithThemselves() {
            fixture.givenNoPriorActivity()
                    .when(StartDirect.between(ALICE, ALICE))
                    .expectNoEvents()
                    .expectResultMessagePayload(new StartOutcome.Refused(Refusal.WITH_ONESELF));
        }
    }

    @Nested
    class Sending {
        @Test
        void aMemberSends() {
            fixture.given(started())
                    .when(send(PHONE, outgoing(1)))
                    .expectEvents(sent(PHONE, 1))
                    .expectResultMessagePayload(outcomes(accepted(1, 1)));
        }

        @Test
        void theOtherMemberSendsToo() {
            fixture.given(started())
                    .when(send(BOB, LAPTOP, outgoing(1)))
                    .expectEvents(new MessageSent(DIRECT, mid(1), BOB, LAPTOP, body(mid(1)), NOW))
                    .expectResultMessagePayload(outcomes(accepted(1, 1)));
        }

        @Test
        void whatIsAttachedIsInTheEvent() {
            List<Attachment> attached = List.of(new Attachment(AssetId.create(), "image/png", 3, body(mid(9)), 1, 2));
            fixture.given(started())
                    .when(send(PHONE, new Outgoing(mid(1), null, new Message(body(mid(1)), attached, null, List.of()))))
                    .expectEvents(new MessageSent(
                            DIRECT, mid(1), ALICE, PHONE, body(mid(1)), attached, null, List.of(), NOW));
        }

        @Test
        void aGrantThatIsNoLongerValidAttachesNothing() {
            fixture.given(started())
                    .when(send(PHONE, new Outgoing(mid(1), null, new Message(body(mid(1)), null, null, List.of()))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(1, Refusal.ATTACHMENT_REFUSED, null)));
        }

        @Test
        void aResendIsRecognisedAlsoWhenItsGrantIsOver() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, new Outgoing(mid(1), null, new Message(body(mid(1)), null, null, List.of()))))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(duplicate(1, 1)));
        }

        @Test
        void whoIsNoMemberLearnsNothing() {
            fixture.given(started())
                    .when(send(MALLORY, PHONE, outgoing(1), chained(2, 1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(
                            refused(1, Refusal.UNKNOWN_CONVERSATION, null),
                            refused(2, Refusal.UNKNOWN_CONVERSATION, null)));
        }

        @Test
        void aConversationThatNobodyStartedIsRefusedInTheSameWay() {
            fixture.givenNoPriorActivity()
                    .when(send(PHONE, outgoing(1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(1, Refusal.UNKNOWN_CONVERSATION, null)));
        }

        @Test
        void aBatchIsOneEventAMessageInItsOrder() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, chained(2, 1), chained(3, 2), chained(4, 3)))
                    .expectEvents(sent(PHONE, 2), sent(PHONE, 3), sent(PHONE, 4))
                    .expectResultMessagePayload(outcomes(accepted(2, 2), accepted(3, 3), accepted(4, 4)));
        }

        @Test
        void aBatchHasOneToSixteenMessages() {
            List<SendMessages.Outgoing> seventeen = Collections.nCopies(17, outgoing(1));
            assertThatIllegalArgumentException().isThrownBy(() -> new SendMessages(DIRECT, ALICE, PHONE, seventeen));
            assertThatIllegalArgumentException().isThrownBy(() -> new SendMessages(DIRECT, ALICE, PHONE, List.of()));
        }
    }

    @Nested
    class Order {
        @Test
        void nothingOvertakesWhatWasLost() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, chained(3, 2)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(3, Refusal.OUT_OF_ORDER, 1)));
        }

        @Test
        void whatIsChainedToAnEarlierOneIsRefused() {
            fixture.given(started(), sent(PHONE, 1), sent(PHONE, 2))
                    .when(send(PHONE, chained(3, 1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(3, Refusal.OUT_OF_ORDER, 2)));
        }

        @Test
        void behindARefusedMessageTheChainedOnesAreRefusedToo() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, chained(3, 2), chained(4, 3), chained(5, 1), chained(6, 5)))
                    .expectEvents(sent(PHONE, 5), sent(PHONE, 6))
                    .expectResultMessagePayload(outcomes(
                            refused(3, Refusal.OUT_OF_ORDER, 1),
                            refused(4, Refusal.OUT_OF_ORDER, 1),
                            accepted(5, 2),
                            accepted(6, 3)));
        }

        @Test
        void aRefusalChangesNothing() {
            fixture.given(started(), sent(PHONE, 1))
                    .andGivenCommands(send(PHONE, chained(3, 2)))
                    .when(send(PHONE, chained(4, 1)))
                    .expectEvents(sent(PHONE, 4))
                    .expectResultMessagePayload(outcomes(accepted(4, 2)));
        }

        @Test
        void aClientThatDoesNotChainIsServed() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(PHONE, outgoing(9)))
                    .expectEvents(sent(PHONE, 9))
                    .expectResultMessagePayload(outcomes(accepted(9, 2)));
        }

        @Test
        void everyDeviceHasAChainOfItsOwn() {
            fixture.given(started(), sent(PHONE, 1), sent(LAPTOP, 2), sent(LAPTOP, 3))
                    .when(send(PHONE, chained(4, 1)))
                    .expectEvents(sent(PHONE, 4))
                    .expectResultMessagePayload(outcomes(accepted(4, 4)));
        }

        @Test
        void anotherDevicesMessageIsNoneToChainTo() {
            fixture.given(started(), sent(PHONE, 1), sent(LAPTOP, 2))
                    .when(send(PHONE, chained(4, 2)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(4, Refusal.OUT_OF_ORDER, 1)));
        }
    }

    @Nested
    class Resending {
        @Test
        void aResendOfTheSameMessageIsNotASecondMessage() {
            Instant then = NOW.minusSeconds(60);
            fixture.given(started(), sent(PHONE, 1, then), sent(LAPTOP, 2))
                    .when(send(PHONE, outgoing(1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(new SendOutcomes.Accepted(mid(1), 1, then, true)));
        }

        @Test
        void theSameMidTwiceInOneBatchIsOneMessage() {
            fixture.given(started())
                    .when(send(PHONE, outgoing(1), outgoing(1)))
                    .expectEvents(sent(PHONE, 1))
                    .expectResultMessagePayload(outcomes(accepted(1, 1), duplicate(1, 1)));
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
        void eachOfTheLastSixteenIsRecognised(int mid) {
            fixture.given(sentByPhone(20))
                    .when(send(PHONE, chained(mid, mid - 1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(duplicate(mid, mid)));
        }

        @Test
        void aChainedResendOfAnOlderOneIsRefusedRatherThanDoubled() {
            fixture.given(sentByPhone(20))
                    .when(send(PHONE, chained(4, 3)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(refused(4, Refusal.OUT_OF_ORDER, 20)));
        }

        @Test
        void aWholeBatchWhoseAnswerWasLostComesAgainWithNewOnesBehindIt() {
            fixture.given(sentByPhone(3))
                    .when(send(PHONE, chained(2, 1), chained(3, 2), chained(4, 3)))
                    .expectEvents(sent(PHONE, 4))
                    .expectResultMessagePayload(outcomes(duplicate(2, 2), duplicate(3, 3), accepted(4, 4)));
        }

        @Test
        void whatOthersSentMeanwhileMakesNoDifference() {
            List<Object> history = new ArrayList<>(sentByPhone(1));
            for (int other = 0; other < 500; other++) {
                history.add(sent(LAPTOP, 1_000 + other));
            }
            fixture.given(history)
                    .when(send(PHONE, outgoing(1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(duplicate(1, 1)));
        }

        @Test
        void anotherDevicesMidIsAMessageOfItsOwn() {
            fixture.given(started(), sent(PHONE, 1))
                    .when(send(LAPTOP, outgoing(1)))
                    .expectEvents(sent(LAPTOP, 1))
                    .expectResultMessagePayload(outcomes(accepted(1, 2)));
        }

        private static List<Object> sentByPhone(int messages) {
            List<Object> history = new ArrayList<>(List.of(started()));
            for (int mid = 1; mid <= messages; mid++) {
                history.add(sent(PHONE, mid));
            }
            return history;
        }
    }

    @Nested
    class Forgetting {
        private static final Instant LONG_AGO =
                NOW.minus(Conversation.REMEMBERED).minusMillis(1);

        @Test
        void aDeviceThatWasSilentTooLongMayNotGoOn() {
            fixture.given(started(), sent(PHONE, 1, LONG_AGO), sent(LAPTOP, 2))
                    .when(send(PHONE, chained(3, 1), chained(4, 3)))
                    .expectNoEvents()
                    .expectResultMessagePayload(outcomes(
                            refused(3, Refusal.DEVICE_EXPIRED, null), refused(4, Refusal.DEVICE_EXPIRED, null)));
        }

        @Test
        void ninetyDaysAreNotTooLong() {
            fixture.given(started(), sent(PHONE, 1, LONG_AGO.plusMillis(1)), sent(LAPTOP, 2))
                    .when(send(PHONE, chained(3, 1)))
                    .expectEvents(sent(PHONE, 3))
                    .expectResultMessagePayload(outcomes(accepted(3, 3)));
        }

        @Test
        void whereNobodySentMeanwhileItIsStillRemembered() {
            fixture.given(started(), sent(PHONE, 1, LONG_AGO))
                    .when(send(PHONE, chained(3, 1)))
                    .expectEvents(sent(PHONE, 3))
                    .expectResultMessagePayload(outcomes(accepted(3, 2)));
        }

        @Test
        void anExpiredDeviceMayStartAnew() {
            fixture.given(started(), sent(PHONE, 1, LONG_AGO), sent(LAPTOP, 2))
                    .when(send(PHONE, outgoing(3), chained(4, 3)))
                    .expectEvents(sent(PHONE, 3), sent(PHONE, 4))
                    .expectResultMessagePayload(outcomes(accepted(3, 3), accepted(4, 4)));
        }
    }
}

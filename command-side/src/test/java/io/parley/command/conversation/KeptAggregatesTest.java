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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.api.Refusal;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendOutcomes;
import io.parley.api.conversation.StartDirect;
import io.parley.api.conversation.StartOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.AdvanceReceipts.Watermark;
import io.parley.api.receipts.ReceiptsAdvanced;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aggregates on a real store: what stays in memory, and what a snapshot keeps. */
class KeptAggregatesTest {
    @TempDir
    private Path folder;

    private RealAxon axon;

    @BeforeEach
    void open() {
        axon = new RealAxon(folder, CLOCK);
    }

    @AfterEach
    void close() {
        axon.close();
    }

    private void reopen() {
        axon.close();
        open();
    }

    @Test
    void aRefusedCommandCostsNoReload() throws Exception {
        axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class);
        axon.send(send(PHONE, outgoing(1)), SendOutcomes.class);
        int before = axon.reads();

        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(axon.send(send(PHONE, chained(3, 2)), SendOutcomes.class))
                    .isEqualTo(outcomes(refused(3, Refusal.OUT_OF_ORDER, 1)));
            assertThat(axon.send(send(MALLORY, LAPTOP, outgoing(4)), SendOutcomes.class))
                    .isEqualTo(outcomes(refused(4, Refusal.UNKNOWN_CONVERSATION, null)));
        }
        assertThat(axon.send(send(PHONE, chained(2, 1)), SendOutcomes.class)).isEqualTo(outcomes(accepted(2, 2)));

        assertThat(axon.reads()).isEqualTo(before);
    }

    /** As another process would, to which commands were sent for a while. */
    private void storeElsewhere(long seq, MessageSent event) {
        axon.engine()
                .appendEvents(new GenericDomainEventMessage<>(
                        Conversation.class.getSimpleName(), DIRECT.value(), seq, event));
    }

    @Test
    void noAnswerComesFromAnOldState() throws Exception {
        axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class);
        axon.send(send(PHONE, outgoing(1)), SendOutcomes.class);
        storeElsewhere(2, new MessageSent(DIRECT, mid(2), ALICE, PHONE, body(mid(2)), NOW));

        assertThatThrownBy(() -> axon.send(send(PHONE, chained(3, 2)), SendOutcomes.class))
                .hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(axon.send(send(PHONE, chained(3, 2)), SendOutcomes.class)).isEqualTo(outcomes(accepted(3, 3)));
    }

    @Test
    void noEventFollowsFromAnOldState() throws Exception {
        axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class);
        axon.send(send(PHONE, outgoing(1)), SendOutcomes.class);
        storeElsewhere(2, new MessageSent(DIRECT, mid(2), ALICE, PHONE, body(mid(2)), NOW));

        assertThatThrownBy(() -> axon.send(send(PHONE, chained(2, 1)), SendOutcomes.class))
                .hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(axon.send(send(PHONE, chained(2, 1)), SendOutcomes.class)).isEqualTo(outcomes(duplicate(2, 2)));
    }

    @Test
    void startingWithOneselfIsRefusedWithoutATrace() throws Exception {
        StartDirect alone = StartDirect.between(ALICE, ALICE);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(axon.send(alone, StartOutcome.class)).isEqualTo(new StartOutcome.Refused(Refusal.WITH_ONESELF));
        }
        assertThat(axon.events().readEvents(alone.conversation().value()).hasNext())
                .isFalse();
    }

    @Test
    void sendingToAConversationThatNobodyStartedIsRefusedWithoutATrace() throws Exception {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(axon.send(send(PHONE, outgoing(1)), SendOutcomes.class))
                    .isEqualTo(outcomes(refused(1, Refusal.UNKNOWN_CONVERSATION, null)));
        }
        assertThat(axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class))
                .isEqualTo(new StartOutcome.Started(DIRECT, false));
        assertThat(axon.send(send(PHONE, outgoing(1)), SendOutcomes.class)).isEqualTo(outcomes(accepted(1, 1)));
    }

    @Test
    void theIdOfSomethingElseIsAnUnknownConversation() throws Exception {
        axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class);
        axon.send(acknowledge(BOB, 0, 0), Object.class);
        SendMessages command =
                new SendMessages(new ConversationId(ReceiptsId.of(DIRECT).value()), ALICE, PHONE, List.of(outgoing(1)));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(axon.send(command, SendOutcomes.class))
                    .isEqualTo(outcomes(refused(1, Refusal.UNKNOWN_CONVERSATION, null)));
        }
        axon.send(acknowledge(ALICE, 0, 0), Object.class);
        assertThat(axon.events().readEvents(ReceiptsId.of(DIRECT).value()).asStream())
                .hasSize(2);
    }

    @Test
    void anAcknowledgementThatSaysNothingLeavesNoTrace() throws Exception {
        axon.send(acknowledge(BOB, AdvanceReceipts.NONE, AdvanceReceipts.NONE), Object.class);
        axon.send(acknowledge(BOB, 3, 1), Object.class);
        int before = axon.reads();
        axon.send(acknowledge(BOB, 2, 1), Object.class);

        assertThat(axon.reads()).isEqualTo(before);
        assertThat(axon.events().readEvents(ReceiptsId.of(DIRECT).value()).asStream())
                .hasSize(1);
    }

    @Test
    void aSnapshotRemembersTheLastSixteenOfEachDevice() throws Exception {
        axon.send(StartDirect.between(ALICE, BOB), StartOutcome.class);
        axon.send(send(LAPTOP, outgoing(1_000)), SendOutcomes.class);
        int messages = 600;
        for (int mid = 1; mid <= messages; mid++) {
            axon.send(send(PHONE, mid == 1 ? outgoing(1) : chained(mid, mid - 1)), SendOutcomes.class);
        }
        await().until(() -> axon.engine().readSnapshot(DIRECT.value()).isPresent());
        reopen();

        for (int mid = messages - 15; mid <= messages; mid++) {
            assertThat(axon.send(send(PHONE, chained(mid, mid - 1)), SendOutcomes.class))
                    .isEqualTo(outcomes(duplicate(mid, mid + 1L)));
        }
        assertThat(axon.send(send(LAPTOP, outgoing(1_000)), SendOutcomes.class))
                .isEqualTo(outcomes(duplicate(1_000, 1)));
        assertThat(axon.send(send(PHONE, chained(messages + 2, messages + 1)), SendOutcomes.class))
                .isEqualTo(outcomes(refused(messages + 2, Refusal.OUT_OF_ORDER, messages)));
        assertThat(axon.send(send(PHONE, chained(messages + 1, messages)), SendOutcomes.class))
                .isEqualTo(outcomes(accepted(messages + 1, messages + 2L)));
        assertThat(axon.send(StartDirect.between(BOB, ALICE), StartOutcome.class))
                .isEqualTo(new StartOutcome.Started(DIRECT, true));
    }

    @Test
    void aSnapshotRemembersTheWatermarks() throws Exception {
        for (int seq = 0; seq < 300; seq++) {
            axon.send(acknowledge(BOB, seq, seq - 1), Object.class);
        }
        String receipts = ReceiptsId.of(DIRECT).value();
        await().until(() -> axon.engine().readSnapshot(receipts).isPresent());
        reopen();

        axon.send(acknowledge(BOB, 299, 298), Object.class);
        axon.send(acknowledge(BOB, 299, 299), Object.class);

        assertThat(axon.events().readEvents(receipts, 300).asStream().<Object>map(event -> event.getPayload()))
                .containsExactly(new ReceiptsAdvanced(
                        DIRECT, List.of(new ReceiptsAdvanced.Moved(BOB, 299, 299, 298, 299, true)), NOW));
    }

    private static AdvanceReceipts acknowledge(UserId member, long delivered, long read) {
        return AdvanceReceipts.in(DIRECT, List.of(new Watermark(member, delivered, read, true)));
    }
}

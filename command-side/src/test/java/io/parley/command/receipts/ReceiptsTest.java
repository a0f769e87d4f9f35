package io.parley.command.receipts;

import static io.parley.api.receipts.AdvanceReceipts.NONE;
import static io.parley.command.conversation.ConversationSamples.ALICE;
import static io.parley.command.conversation.ConversationSamples.BOB;
import static io.parley.command.conversation.ConversationSamples.CLOCK;
import static io.parley.command.conversation.ConversationSamples.DIRECT;
import static io.parley.command.conversation.ConversationSamples.NOW;

import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.AdvanceReceipts.Watermark;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private final AggregateTestFixture<Receipts> fixture = new AggregateTestFixture<>(Receipts.class);

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(CLOCK);
    }

    @Test
    void theFirstAcknowledgementStartsFromNothing() {
        fixture.givenNoPriorActivity()
                .when(advance(new Watermark(BOB, 3, NONE, true)))
                .expectEvents(advanced(moved(BOB, NONE, 3, NONE, NONE)));
    }

    @Test
    void whatWasReadWasDelivered() {
        fixture.given(advanced(moved(BOB, NONE, 3, NONE, NONE)))
                .when(advance(new Watermark(BOB, NONE, 5, true)))
                .expectEvents(advanced(moved(BOB, 3, 5, NONE, 5)));
    }

    @Test
    void aWatermarkNeverFalls() {
        fixture.given(advanced(moved(BOB, NONE, 9, NONE, 5)))
                .when(advance(new Watermark(BOB, 4, 7, true)))
                .expectEvents(advanced(moved(BOB, 9, 9, 5, 7)));
    }

    @Test
    void whatIsReadWithoutSayingSoIsNotShared() {
        fixture.given(advanced(moved(BOB, NONE, 9, NONE, 5)))
                .when(advance(unsaid(BOB, 7)))
                .expectEvents(advanced(new Moved(BOB, 9, 9, 5, 7, false)));
    }

    @Test
    void whoSaysSoAgainLeavesUnsaidWhatWasReadMeanwhile() {
        fixture.given(
                        advanced(moved(BOB, NONE, 9, NONE, 5)),
                        advanced(new Moved(BOB, 9, 9, 5, 7, false)),
                        advanced(new Moved(BOB, 9, 9, 7, 8, false)))
                .when(advance(new Watermark(BOB, 9, 9, true)))
                .expectEvents(advanced(new Moved(BOB, 9, 9, 8, 9, true, 6L)));
    }

    @Test
    void onceItIsLeftUnsaidNothingMoreIs() {
        fixture.given(advanced(new Moved(BOB, NONE, 9, NONE, 7, false)), advanced(new Moved(BOB, 9, 9, 7, 8, true, 0L)))
                .when(advance(new Watermark(BOB, 10, 10, true)))
                .expectEvents(advanced(moved(BOB, 9, 10, 8, 10)));
    }

    @Test
    void aDeliveryDoesNotGiveAwayWhatWasReadBefore() {
        fixture.given(advanced(new Moved(BOB, NONE, 5, NONE, 5, false)))
                .when(advance(new Watermark(BOB, 8, NONE, true)))
                .expectEvents(advanced(new Moved(BOB, 5, 8, 5, 5, false)));
    }

    @Test
    void inOneBreathTheQuietReadingCounts() {
        fixture.givenNoPriorActivity()
                .when(advance(unsaid(BOB, 3), new Watermark(BOB, 5, 5, true)))
                .expectEvents(advanced(new Moved(BOB, NONE, 5, NONE, 5, false)));
    }

    private static Watermark unsaid(UserId member, long read) {
        return new Watermark(member, read, read, false);
    }

    @Test
    void nothingMovedIsNoEvent() {
        fixture.given(advanced(moved(BOB, NONE, 9, NONE, 5)))
                .when(advance(new Watermark(BOB, 9, 5, true), new Watermark(BOB, 8, NONE, true)))
                .expectNoEvents();
    }

    @Test
    void nothingMovedIsNoEventAlsoWhereNothingEverWas() {
        fixture.givenNoPriorActivity()
                .when(advance(new Watermark(BOB, NONE, NONE, true)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void severalMembersMoveInOneEvent() {
        fixture.given(advanced(moved(BOB, NONE, 2, NONE, 2)))
                .when(advance(new Watermark(ALICE, 4, 1, true), new Watermark(BOB, 2, 2, true)))
                .expectEvents(advanced(moved(ALICE, NONE, 4, NONE, 1)));
        fixture.given(advanced(moved(BOB, NONE, 2, NONE, 2)))
                .when(advance(new Watermark(ALICE, 4, 1, true), new Watermark(BOB, 3, 2, true)))
                .expectEvents(advanced(moved(ALICE, NONE, 4, NONE, 1), moved(BOB, 2, 3, 2, 2)));
    }

    @Test
    void aMemberNamedTwiceGetsTheHigher() {
        fixture.givenNoPriorActivity()
                .when(advance(new Watermark(BOB, 5, 1, true), new Watermark(BOB, 3, 2, true)))
                .expectEvents(advanced(moved(BOB, NONE, 5, NONE, 2)));
    }

    private static AdvanceReceipts advance(Watermark... entries) {
        return AdvanceReceipts.in(DIRECT, List.of(entries));
    }

    private static ReceiptsAdvanced advanced(Moved... moved) {
        return new ReceiptsAdvanced(DIRECT, List.of(moved), NOW);
    }

    private static Moved moved(UserId member, long deliveredBefore, long delivered, long readBefore, long read) {
        return new Moved(member, deliveredBefore, delivered, readBefore, read, true);
    }
}

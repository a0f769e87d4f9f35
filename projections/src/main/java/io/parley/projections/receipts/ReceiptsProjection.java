package io.parley.projections.receipts;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.Change;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.conversation.ConversationState;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Watermarks, when they got there, and what they say of the unread. A processing group of its own: receipts outnumber messages. It follows the
 * messages only to know, at a read watermark, how many messages stand below it.
 */
public final class ReceiptsProjection {
    private final ConversationStates states;
    private final EarlierMessages earlier;

    public ReceiptsProjection(ConversationStates states, EarlierMessages earlier) {
        this.states = states;
        this.earlier = earlier;
    }

    @EventHandler
    void on(ConversationEvent event, @SequenceNumber long seq, ViewBatch batch) {
        states.follow(event, seq, batch);
    }

    @EventHandler
    void on(ReceiptsAdvanced event, TrackingToken token, ViewBatch batch) {
        ConversationId conversation = event.conversation();
        long highest = event.moved().stream()
                .mapToLong(ReceiptsAdvanced.Moved::delivered)
                .max()
                .orElseThrow();
        ConversationState state = states.at(conversation, highest, batch);
        long position = token.position().orElseThrow();
        for (ReceiptsAdvanced.Moved moved : event.moved()) {
            advance(event, moved, state, position, batch);
        }
        Set<UserId> authors = authors(event, state);
        batch.announce(new Announcement.ReceiptsMoved(
                concerned(event, authors),
                authors,
                conversation,
                state.members().size(),
                event.moved().stream().map(ReceiptsProjection::watermark).toList()));
    }

    private static Announcement.Watermark watermark(ReceiptsAdvanced.Moved moved) {
        Long unsaidFrom = moved.unsaidFrom();
        return new Announcement.Watermark(
                moved.member(),
                moved.delivered(),
                moved.read(),
                moved.shared(),
                unsaidFrom == null ? null : new GetVisible.Range(unsaidFrom, moved.readBefore()));
    }

    /** Who wrote what is now delivered or read: they see their ticks change. */
    private static Set<UserId> authors(ReceiptsAdvanced event, ConversationState state) {
        Set<UserId> authors = new HashSet<>();
        for (ReceiptsAdvanced.Moved moved : event.moved()) {
            long from = Math.min(
                    moved.deliveredMoved() ? moved.deliveredBefore() : Long.MAX_VALUE,
                    moved.readMoved() && moved.shared() ? moved.readBefore() : Long.MAX_VALUE);
            authors.addAll(state.authorsBetween(from, moved.delivered()));
        }
        return authors;
    }

    /** With the authors those who acknowledged: their other devices follow. */
    private static List<UserId> concerned(ReceiptsAdvanced event, Set<UserId> authors) {
        Set<UserId> concerned = new HashSet<>(authors);
        event.moved().forEach(moved -> concerned.add(moved.member()));
        return List.copyOf(concerned);
    }

    private void advance(
            ReceiptsAdvanced event,
            ReceiptsAdvanced.Moved moved,
            ConversationState state,
            long position,
            ViewBatch batch) {
        ConversationId conversation = event.conversation();
        Change change = batch.change(View.RECEIPTS, Keys.receipts(conversation, moved.member()))
                .max("d", moved.delivered())
                .max("p", position);
        if (moved.readMoved()) {
            EarlierMessages.Count below = earlier.upTo(conversation, moved.member(), moved.read(), state);
            change.max("r", moved.read()).max("n", below.all()).max("o", below.own());
            points(event, moved, moved.shared() ? "r" : "x", moved.readBefore(), moved.read(), batch);
            if (moved.shared()) {
                change.max("s", moved.read());
            }
            if (moved.unsaidFrom() != null) {
                change.set("g." + moved.unsaidFrom(), moved.readBefore());
            }
        }
        if (moved.deliveredMoved()) {
            points(event, moved, "d", moved.deliveredBefore(), moved.delivered(), batch);
        }
    }

    /** A point in every bucket that the step crosses, so that each bucket answers for its own seqs. */
    private static void points(
            ReceiptsAdvanced event,
            ReceiptsAdvanced.Moved moved,
            String which,
            long before,
            long now,
            ViewBatch batch) {
        for (long bucket = Keys.bucket(before + 1); bucket <= Keys.bucket(now); bucket++) {
            long bucketStart = bucket * Keys.POINTS_PER_BUCKET;
            batch.change(View.RECEIPT_POINTS, Keys.receiptPoints(event.conversation(), moved.member(), bucketStart))
                    .set(which + "." + now, event.time().toEpochMilli());
        }
    }
}

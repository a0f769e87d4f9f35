package io.parley.history.replay;

import com.mongodb.client.MongoDatabase;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import io.parley.projections.account.AccountsProjection;
import io.parley.projections.asset.AssetsProjection;
import io.parley.projections.batch.FlushAtBatchEnd;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.moderation.ReportsProjection;
import io.parley.projections.presence.LastSeenProjection;
import io.parley.projections.receipts.EarlierMessages;
import io.parley.projections.receipts.ReceiptsProjection;
import io.parley.projections.settings.SettingsProjection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/** Runs the server's own projections over the history, one after the other in each batch, and announces nothing. */
public final class Replay {
    private static final int BATCH = 512;

    private final FlushAtBatchEnd flush;
    private final List<AnnotationEventHandlerAdapter> projections;

    /** @param views to write to; where some are there already, what they know is written again and changes nothing */
    public Replay(MongoDatabase views) {
        flush = new FlushAtBatchEnd(views, announcements -> {});
        // Conversations first: receipts count messages in their views.
        projections = List.of(
                new AnnotationEventHandlerAdapter(new ConversationProjection(new ConversationStates(views))),
                new AnnotationEventHandlerAdapter(
                        new ReceiptsProjection(new ConversationStates(views), new EarlierMessages(views))),
                new AnnotationEventHandlerAdapter(new AccountsProjection()),
                new AnnotationEventHandlerAdapter(new SettingsProjection()),
                new AnnotationEventHandlerAdapter(new ReportsProjection()),
                new AnnotationEventHandlerAdapter(new AssetsProjection()),
                new AnnotationEventHandlerAdapter(new LastSeenProjection()));
    }

    /**
     * Above one position, up to another.
     *
     * @param progress is told positions
     * @return how many events
     */
    public long run(History history, long above, long upTo, LongConsumer progress) {
        Iterator<Occurrence> events = history.between(above, upTo).iterator();
        long count = 0;
        while (events.hasNext()) {
            List<EventMessage<?>> batch = new ArrayList<>(BATCH);
            long last = 0;
            while (events.hasNext() && batch.size() < BATCH) {
                Occurrence event = events.next();
                batch.add(event.message());
                last = event.position();
            }
            projections.forEach(projection -> handle(projection, batch));
            count += batch.size();
            progress.accept(last);
        }
        return count;
    }

    private void handle(AnnotationEventHandlerAdapter projection, List<EventMessage<?>> batch) {
        BatchingUnitOfWork<EventMessage<?>> work = new BatchingUnitOfWork<>(batch);
        var result = work.executeWithResult(
                () -> flush.handle(work, () -> projection.handle(work.getMessage())),
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new HistoryException("The replay failed: " + result.exceptionResult(), result.exceptionResult());
        }
    }
}

package io.parley.query.conversation;

import com.mongodb.client.MongoDatabase;
import io.parley.delivery.Announcer;
import io.parley.projections.batch.FlushAtBatchEnd;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/** Feeds a projection batch by batch, without a processor. */
final class Batches {
    private final AnnotationEventHandlerAdapter handlers;
    private final FlushAtBatchEnd flush;

    public Batches(MongoDatabase database, Object projection, Announcer announcer) {
        this.handlers = new AnnotationEventHandlerAdapter(projection);
        this.flush = new FlushAtBatchEnd(database, announcer);
    }

    /** One batch, whose first event stands at that position. */
    public void handle(long position, List<? extends DomainEventMessage<?>> events) {
        List<EventMessage<?>> tracked = new ArrayList<>();
        for (DomainEventMessage<?> event : events) {
            tracked.add(new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(position + tracked.size()), event));
        }
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(tracked);
        var result = unitOfWork.executeWithResult(
                () -> flush.handle(unitOfWork, () -> handlers.handle(unitOfWork.getMessage())),
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException("a batch failed", result.exceptionResult());
        }
    }
}

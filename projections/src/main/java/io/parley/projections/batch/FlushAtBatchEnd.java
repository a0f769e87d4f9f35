package io.parley.projections.batch;

import com.mongodb.client.MongoDatabase;
import io.parley.delivery.Announcer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes and announces a batch when its last event was handled. Axon stores the token when the unit of work
 * prepares to commit, before a hook registered by a handler would run, so the flush has to happen here: a failure leaves the
 * token where it was.
 */
public final class FlushAtBatchEnd implements MessageHandlerInterceptor<EventMessage<?>> {
    private final MongoDatabase database;
    private final Announcer announcer;

    public FlushAtBatchEnd(MongoDatabase database, Announcer announcer) {
        this.database = database;
        this.announcer = announcer;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object result = chain.proceed();
        if (!(unitOfWork instanceof BatchingUnitOfWork<?> batch) || batch.isLastMessage()) {
            ViewBatch.of(unitOfWork).flush(database, announcer);
        }
        return result;
    }
}

package io.parley.projections.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Measures how old the oldest event of a batch is when all that the batch does is done. Has to be registered before {@link FlushAtBatchEnd}. */
public final class EventDelays implements MessageHandlerInterceptor<EventMessage<?>> {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final Timer delays;
    private final Clock clock;

    public EventDelays(String group, MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.delays = Timer.builder("parley.projections.delay")
                .tag("group", group)
                .serviceLevelObjectives(BUCKETS)
                .description("From an event's time until it is in the views and announced")
                .register(registry);
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object result = chain.proceed();
        if (!(unitOfWork instanceof BatchingUnitOfWork<? extends EventMessage<?>> batch)) {
            record(unitOfWork.getMessage());
        } else if (batch.isLastMessage()) {
            record(batch.getMessages().getFirst());
        }
        return result;
    }

    private void record(EventMessage<?> oldest) {
        delays.record(Duration.between(oldest.getTimestamp(), clock.instant()));
    }
}

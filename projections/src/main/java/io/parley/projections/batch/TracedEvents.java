package io.parley.projections.batch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.parley.api.MetaDataKeys;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageSent;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.trace.SpanKeys;
import io.parley.api.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** A span for each event that follows from one: from when it is handled until the batch that it is in stands in the views. */
public final class TracedEvents implements MessageHandlerInterceptor<EventMessage<?>> {
    /** What is older is handled again, for views that are built anew: its trace was over long ago. */
    private static final Duration FOLLOWED = Duration.ofHours(1);

    private final String group;
    private final Traces traces;
    private final Clock clock;

    public TracedEvents(String group, Traces traces, Clock clock) {
        this.group = group;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        EventMessage<?> event = unitOfWork.getMessage();
        if (!(event.getMetaData().get(MetaDataKeys.TRACE) instanceof String context) || isOld(event)) {
            return chain.proceed();
        }
        Span span = traces.after(context, "view " + group, SpanKind.CONSUMER).setAttribute(SpanKeys.GROUP, group);
        if (unitOfWork instanceof BatchingUnitOfWork<?> batch) {
            span.setAttribute(SpanKeys.BATCH, (long) batch.getMessages().size());
        }
        describe(span, event);
        ViewBatch batch = ViewBatch.of(unitOfWork);
        batch.begin(span);
        try {
            return chain.proceed();
        } finally {
            batch.handled();
        }
    }

    private boolean isOld(EventMessage<?> event) {
        return event.getTimestamp().isBefore(clock.instant().minus(FOLLOWED));
    }

    private static void describe(Span span, EventMessage<?> event) {
        switch (event.getPayload()) {
            case MessageSent sent ->
                describe(span, sent, event)
                        .setAttribute(SpanKeys.MID, sent.mid().toString());
            case MessageChange change ->
                describe(span, change, event)
                        .setAttribute(SpanKeys.MID, change.mid().toString());
            case ReceiptsAdvanced receipts ->
                span.setAttribute(SpanKeys.CONVERSATION, receipts.conversation().value());
            default -> {}
        }
    }

    private static Span describe(Span span, ConversationEvent entry, EventMessage<?> event) {
        span.setAttribute(SpanKeys.CONVERSATION, entry.conversation().value());
        if (event instanceof DomainEventMessage<?> domain) {
            span.setAttribute(SpanKeys.SEQ, domain.getSequenceNumber());
        }
        return span;
    }
}

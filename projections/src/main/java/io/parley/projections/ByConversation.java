package io.parley.projections;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.receipts.ReceiptsEvent;
import io.parley.api.retention.RetentionEvent;
import io.parley.api.typing.TypingEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.jspecify.annotations.Nullable;

/** Everything about a conversation in its order, receipts too although their stream is another; anything else by aggregate. */
public final class ByConversation implements SequencingPolicy<EventMessage<?>> {
    @Override
    public @Nullable Object getSequenceIdentifierFor(EventMessage<?> event) {
        return switch (event.getPayload()) {
            case ConversationEvent conversation -> conversation.conversation().value();
            case RetentionEvent retention -> retention.conversation().value();
            case ReceiptsEvent receipts -> receipts.conversation().value();
            case PresenceEvent presence -> presence.user().value();
            case TypingEvent typing -> typing.conversation().value();
            default -> event instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : null;
        };
    }
}

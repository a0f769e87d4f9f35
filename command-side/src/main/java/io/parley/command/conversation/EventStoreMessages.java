package io.parley.command.conversation;

import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** For a store whose streams cost nothing when they are not read to the end. */
public final class EventStoreMessages implements StoredMessages {
    private final EventStore events;

    public EventStoreMessages(EventStore events) {
        this.events = events;
    }

    @Override
    public @Nullable MessageSent at(ConversationId conversation, long seq) {
        DomainEventStream entries = events.readEvents(conversation.value(), seq);
        return entries.hasNext()
                        && entries.peek().getSequenceNumber() == seq
                        && entries.next().getPayload() instanceof MessageSent sent
                ? sent
                : null;
    }
}

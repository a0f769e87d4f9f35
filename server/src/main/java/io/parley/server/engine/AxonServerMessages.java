package io.parley.server.engine;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.command.conversation.StoredMessages;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Asks Axon Server for the one event: its aggregate streams go on to the head otherwise. */
final class AxonServerMessages implements StoredMessages {
    private final AxonServerConnectionManager connections;
    private final Serializer serializer;

    AxonServerMessages(AxonServerConnectionManager connections, Serializer serializer) {
        this.connections = connections;
        this.serializer = serializer;
    }

    @Override
    public @Nullable MessageSent at(ConversationId conversation, long seq) {
        AggregateEventStream events =
                connections.getConnection().eventChannel().openAggregateStream(conversation.value(), seq, seq);
        try {
            Event event = events.hasNext() ? events.next() : null;
            return event != null
                            && event.getAggregateSequenceNumber() == seq
                            && payload(event.getPayload()) instanceof MessageSent sent
                    ? sent
                    : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a message was read", e);
        } finally {
            events.cancel();
        }
    }

    private Object payload(SerializedObject payload) {
        return serializer.deserialize(new SimpleSerializedObject<>(
                payload.getData().toByteArray(), byte[].class, payload.getType(), payload.getRevision()));
    }
}

package io.parley.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * An event made ready on its caller's thread.
 *
 * @param value the encoded record, whose first bytes the writer fills
 * @param indexKey null for an event of no aggregate, as is {@code origin}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingEvent(
        byte[] value,
        byte @Nullable [] indexKey,
        StoredRecord.@Nullable Origin origin,
        long epochNanos,
        Instant timestamp,
        Message<?> message) {

    static PendingEvent of(EventMessage<?> event, Serializer serializer) {
        StoredRecord stored = StoredRecord.of(event, serializer);
        StoredRecord.Origin origin = stored.origin();
        return new PendingEvent(
                RecordCodec.encode(stored),
                origin == null ? null : Keys.index(origin.aggregate(), origin.sequence()),
                origin,
                RecordCodec.epochNanos(stored.timestamp()),
                stored.timestamp(),
                // A copy: Axon's own message of a new aggregate refers to the whole aggregate.
                new GenericMessage<>(event.getIdentifier(), event.getPayload(), event.getMetaData()));
    }

    TrackedEventMessage<?> at(long position) {
        TrackingToken token = new GlobalSequenceTrackingToken(position);
        return origin == null
                ? new GenericTrackedEventMessage<>(token, message, () -> timestamp)
                : new GenericTrackedDomainEventMessage<>(
                        token, origin.type(), origin.aggregate(), origin.sequence(), message, () -> timestamp);
    }
}

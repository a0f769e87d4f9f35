package io.parley.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * An event or a snapshot as it lies on disk.
 *
 * @param origin null for an event of no aggregate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredRecord(
        String identifier,
        Instant timestamp,
        String payloadType,
        @Nullable String revision,
        @Nullable Origin origin,
        byte[] payload,
        byte[] metaData) {

    record Origin(String type, String aggregate, long sequence) {}

    static StoredRecord of(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metaData = event.serializeMetaData(serializer, byte[].class);
        return new StoredRecord(
                event.getIdentifier(),
                event.getTimestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                origin(event),
                payload.getData(),
                metaData.getData());
    }

    private static @Nullable Origin origin(EventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> domain)) {
            return null;
        }
        String type = domain.getType();
        return new Origin(type == null ? "" : type, domain.getAggregateIdentifier(), domain.getSequenceNumber());
    }
}

package io.parley.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** A record in the form that Axon's upcasting and deserialization read. */
class StoredEvent implements EventData<byte[]> {
    final StoredRecord stored;

    private StoredEvent(StoredRecord stored) {
        this.stored = stored;
    }

    static TrackedEventData<byte[]> tracked(long position, StoredRecord stored) {
        TrackingToken token = new GlobalSequenceTrackingToken(position);
        StoredRecord.Origin origin = stored.origin();
        return origin == null
                ? new Tracked(token, stored)
                : new TrackedDomainEventData<>(token, new OfAggregate(stored, origin));
    }

    static DomainEventData<byte[]> ofAggregate(StoredRecord stored, StoredRecord.Origin origin) {
        return new OfAggregate(stored, origin);
    }

    @Override
    public String getEventIdentifier() {
        return stored.identifier();
    }

    @Override
    public Instant getTimestamp() {
        return stored.timestamp();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(stored.metaData(), byte[].class);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon takes null for an event without a revision
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(stored.payload(), byte[].class, stored.payloadType(), stored.revision());
    }

    private static final class Tracked extends StoredEvent implements TrackedEventData<byte[]> {
        private final TrackingToken token;

        private Tracked(TrackingToken token, StoredRecord stored) {
            super(stored);
            this.token = token;
        }

        @Override
        public TrackingToken trackingToken() {
            return token;
        }
    }

    private static final class OfAggregate extends StoredEvent implements DomainEventData<byte[]> {
        private final StoredRecord.Origin origin;

        private OfAggregate(StoredRecord stored, StoredRecord.Origin origin) {
            super(stored);
            this.origin = origin;
        }

        @Override
        public String getType() {
            return origin.type();
        }

        @Override
        public String getAggregateIdentifier() {
            return origin.aggregate();
        }

        @Override
        public long getSequenceNumber() {
            return origin.sequence();
        }
    }
}

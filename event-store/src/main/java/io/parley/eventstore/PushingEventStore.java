package io.parley.eventstore;

import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * An event store whose streams call back when events are there, so that a pooled streaming processor need not poll.
 *
 * <p>At the tail, streams hand out the very messages that were appended, shared by all of them: payloads must be
 * immutable, and are not upcast. It does not close the engine.
 */
public final class PushingEventStore extends AbstractEventStore {
    private final RocksEventStorageEngine engine;

    private PushingEventStore(Builder builder, RocksEventStorageEngine engine) {
        super(builder);
        this.engine = engine;
    }

    public static PushingEventStore on(RocksEventStorageEngine engine) {
        return builder(engine).build();
    }

    public static Builder builder(RocksEventStorageEngine engine) {
        return new Builder(engine);
    }

    /** @throws IllegalArgumentException if the token is above the head or not of this store */
    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new PushingStream(engine, EventMessages.position(trackingToken, engine.head()));
    }

    public static final class Builder extends AbstractEventStore.Builder {
        private final RocksEventStorageEngine engine;

        private Builder(RocksEventStorageEngine engine) {
            this.engine = engine;
            storageEngine(engine);
        }

        @Override
        public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> messageMonitor) {
            super.messageMonitor(messageMonitor);
            return this;
        }

        @Override
        public Builder spanFactory(EventBusSpanFactory spanFactory) {
            super.spanFactory(spanFactory);
            return this;
        }

        public PushingEventStore build() {
            return new PushingEventStore(this, engine);
        }
    }
}

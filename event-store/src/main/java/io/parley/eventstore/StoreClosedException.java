package io.parley.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** The store was closed. The append or read had no effect. */
public final class StoreClosedException extends EventStoreException {
    StoreClosedException() {
        super("the event store is closed");
    }
}

package io.parley.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * A write failed, so the store takes no more until it is opened again; reads go on. Events of the failed batch may or
 * may not be there after reopening. The cause is the first failure.
 */
public final class StoreFencedException extends EventStoreException {
    StoreFencedException(Throwable cause) {
        super("the event store takes no more events since a write failed: " + cause.getMessage(), cause);
    }
}

package io.parley.history.source;

import io.parley.eventstore.ReadOnlyEventStore;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/** Those of the embedded event store, read from its files. */
record FolderEvents(ReadOnlyEventStore store) implements EventSource {
    @Override
    public String storeId() {
        return store.storeId();
    }

    @Override
    public long head() {
        return store.head();
    }

    @Override
    public Stream<Occurrence> events(long above) {
        return store.events(above).map(Occurrence::of);
    }

    @Override
    public DomainEventStream eventsOf(String aggregate, long fromSequence, long upToPosition) {
        return store.eventsOf(aggregate, fromSequence, upToPosition);
    }

    @Override
    public OptionalLong lastSequenceOf(String aggregate) {
        return store.lastSequenceOf(aggregate);
    }

    @Override
    public long positionBefore(Instant time) {
        return store.positionBefore(time);
    }

    @Override
    public void close() {
        store.close();
    }
}

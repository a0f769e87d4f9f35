package io.parley.eventstore;

import io.parley.api.serialization.NamedEventSerializer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

final class Events {
    static final Serializer SERIALIZER = NamedEventSerializer.create();

    private Events() {}

    record Said(String text) {}

    static EventStoreOptions options(Path directory) {
        return EventStoreOptions.in(directory, SERIALIZER).build();
    }

    static RocksEventStorageEngine open(Path directory) {
        return RocksEventStorageEngine.open(options(directory));
    }

    static ReadOnlyEventStore readOnly(Path directory) {
        return ReadOnlyEventStore.open(directory, SERIALIZER, NoOpEventUpcaster.INSTANCE);
    }

    static DomainEventMessage<Said> said(String aggregate, long sequence, String text) {
        return saidAt(Instant.now(), aggregate, sequence, text);
    }

    static DomainEventMessage<Said> saidAt(Instant time, String aggregate, long sequence, String text) {
        return new GenericDomainEventMessage<>(
                "Talk",
                aggregate,
                sequence,
                new GenericMessage<>(
                        UUID.randomUUID().toString(), new Said(text), MetaData.from(Map.of("actor", "alice"))),
                () -> time);
    }

    static EventMessage<Said> plain(String text) {
        return new GenericEventMessage<>(new Said(text));
    }

    static List<TrackedEventMessage<?>> all(RocksEventStorageEngine engine) {
        return engine.readEvents(null, false)
                .<TrackedEventMessage<?>>map(event -> event)
                .toList();
    }

    static String text(EventMessage<?> event) {
        return ((Said) event.getPayload()).text();
    }

    static long position(TrackedEventMessage<?> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }
}

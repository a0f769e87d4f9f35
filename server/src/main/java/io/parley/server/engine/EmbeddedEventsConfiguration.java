package io.parley.server.engine;

import io.parley.api.Epoch;
import io.parley.command.conversation.EventStoreMessages;
import io.parley.command.conversation.StoredMessages;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.PushingEventStore;
import io.parley.eventstore.RocksEventStorageEngine;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events in RocksDB, in the data folder; commands and queries within this process. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedEventsConfiguration {
    /** The aggregates' own filters say which snapshots are read; they are known once Axon is set up, which needs the store. */
    @Bean
    EventStoreOptions.Builder eventStoreOptions(
            Serializer serializer,
            @Value("${parley.data}") Path data,
            ObjectProvider<org.axonframework.config.Configuration> axon) {
        return EventStoreOptions.in(data.resolve("events"), serializer)
                .snapshotFilter(snapshot -> axon.getObject().snapshotFilter().allow(snapshot));
    }

    @Bean
    RocksEventStorageEngine eventStorage(EventStoreOptions.Builder options) {
        return RocksEventStorageEngine.open(options.build());
    }

    @Bean
    EventStore eventStore(RocksEventStorageEngine engine) {
        return PushingEventStore.on(engine);
    }

    @Bean
    StoredMessages storedMessages(EventStore events) {
        return new EventStoreMessages(events);
    }

    @Bean
    Supplier<Epoch> epoch(RocksEventStorageEngine engine) {
        Epoch epoch = new Epoch(engine.storeId());
        return () -> epoch;
    }

    @Bean
    EventStoreHealth eventStoreHealth(RocksEventStorageEngine events) {
        return new EventStoreHealth(events);
    }

    @Bean
    EventStoreMetrics eventStoreMetrics(RocksEventStorageEngine events) {
        return new EventStoreMetrics(events);
    }
}

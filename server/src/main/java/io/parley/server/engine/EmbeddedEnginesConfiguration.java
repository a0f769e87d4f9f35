package io.parley.server.engine;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Epoch;
import io.parley.api.account.handle.HandleKeys;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.PushingEventStore;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.projections.batch.BatchLock;
import io.parley.projections.view.Layout;
import io.parley.sealing.FilePersonKeys;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events in RocksDB, views in a MongoDB of this process, keys in files: all in one data folder. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedEnginesConfiguration {
    private final Path data;

    public EmbeddedEnginesConfiguration(@Value("${parley.data}") Path data) {
        this.data = data;
    }

    @Bean
    EventStoreOptions.Builder eventStoreOptions(Serializer serializer) {
        return EventStoreOptions.in(data.resolve("events"), serializer);
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
    Epoch epoch(RocksEventStorageEngine engine) {
        return new Epoch(engine.storeId());
    }

    /** Opened after the event store, whose lock covers the whole folder. */
    @Bean
    EmbeddedMongo embeddedMongo(RocksEventStorageEngine engine) {
        return EmbeddedMongo.open(data.resolve("views.mv"), EmbeddedMongoOptions.defaults());
    }

    @Bean
    MongoClient mongoClient(EmbeddedMongo embedded) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(embedded.connectionString()))
                .build());
    }

    @Bean
    MongoDatabase views(MongoClient client) {
        return Layout.open(client);
    }

    @Bean
    TransactionManager batchLock(EmbeddedMongo embedded) {
        return new BatchLock(embedded.batchLock());
    }

    @Bean
    PersonKeys personKeys(RocksEventStorageEngine engine) {
        return FilePersonKeys.open(
                data.resolve("keys").resolve("person-keys"),
                data.resolve("keys").resolve("master-key"));
    }

    @Bean
    Sealer sealer(PersonKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    HandleKeys handleKeys(RocksEventStorageEngine engine) {
        return HandleKeys.from(data.resolve("keys").resolve("handle-secret"));
    }

    @Bean
    EngineHealth engineHealth(RocksEventStorageEngine events, EmbeddedMongo views) {
        return new EngineHealth(events, views);
    }

    @Bean
    EngineMetrics engineMetrics(RocksEventStorageEngine events, EmbeddedMongo views) {
        return new EngineMetrics(events, views);
    }
}

package io.parley.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Region;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcer;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.PushingEventStore;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.projections.batch.BatchLock;
import io.parley.projections.token.MongoTokenStore;
import io.parley.projections.view.View;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;

/** The processing groups as the server runs them, on the embedded engines. */
final class RunningProjections implements AutoCloseable {
    static {
        System.setProperty("axoniq.update-checker.disabled", "true");
    }

    private final NamedEventSerializer serializer = NamedEventSerializer.create();
    private final StrictFilters filters = new StrictFilters();
    private final RocksEventStorageEngine engine;
    private final EventStore events;
    private final EmbeddedMongo mongo;
    private final MongoClient watchedClient;
    private final MongoClient testsClient;
    private final WatchedDatabase watched;
    private final ProjectionThreads threads;
    private final Configuration configuration;

    RunningProjections(Path folder, ProjectionOptions options, Announcer announcer) {
        this(folder, options, announcer, Traces.off(), Clock.systemUTC());
    }

    RunningProjections(Path folder, ProjectionOptions options, Announcer announcer, Traces traces, Clock clock) {
        engine = RocksEventStorageEngine.open(
                EventStoreOptions.in(folder.resolve("events"), serializer).build());
        events = PushingEventStore.on(engine);
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        watchedClient = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.connectionString()))
                .addCommandListener(filters)
                .build());
        testsClient = MongoClients.create(mongo.connectionString());
        watched = new WatchedDatabase(watchedClient.getDatabase("views"));
        ProjectionsConfiguration projections = new ProjectionsConfiguration();
        threads = projections.projectionThreads(options);
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration(false);
        configurer.configureSerializer(any -> serializer);
        configurer.configureEventStore(any -> events);
        configurer.registerComponent(
                TokenStore.class,
                any -> projections.tokenStore(watched.database(), serializer, options, Clock.systemUTC()));
        projections
                .processingGroups(
                        watched.database(),
                        announcer,
                        new BatchLock(mongo.batchLock()),
                        threads,
                        options,
                        Region.ONLY,
                        traces,
                        clock)
                .configureModule(configurer);
        configuration = configurer.buildConfiguration();
    }

    void start() {
        configuration.start();
    }

    /** Appends at once. */
    void publish(List<? extends DomainEventMessage<?>> messages) {
        events.publish(messages);
    }

    /** Waits until every segment of every group handled everything. */
    void catchUp() {
        long head = engine.head();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(positions().values()).isNotEmpty().allMatch(position -> position == head));
    }

    /** As stored. */
    Map<String, Long> positions() {
        Map<String, Long> positions = new TreeMap<>();
        for (Document token :
                database().getCollection(MongoTokenStore.COLLECTION).find()) {
            positions.put(token.getString("_id"), token.getLong("position"));
        }
        return positions;
    }

    long head() {
        return engine.head();
    }

    PooledStreamingEventProcessor processor(String group) {
        return configuration
                .eventProcessingConfiguration()
                .eventProcessor(group, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }

    /** Starts a group again from behind that position, as after a crash that lost its newer tokens. */
    void redeliver(String group, long after) {
        PooledStreamingEventProcessor processor = processor(group);
        processor.shutDown();
        MongoTokenStore tokens = new MongoTokenStore(
                database(), serializer, "test", Duration.ofSeconds(10), Duration.ZERO, Clock.systemUTC());
        for (int segment : tokens.fetchSegments(group)) {
            tokens.fetchToken(group, segment);
            tokens.storeToken(new GlobalSequenceTrackingToken(after), group, segment);
            tokens.releaseClaim(group, segment);
        }
        processor.start();
    }

    WatchedDatabase watched() {
        return watched;
    }

    StrictFilters filters() {
        return filters;
    }

    /** Not watched: for what tests look up. */
    MongoDatabase database() {
        return testsClient.getDatabase("views");
    }

    Document find(View view, String id) {
        return database()
                .getCollection(view.collection())
                .find(new Document("_id", id))
                .first();
    }

    /** Every document of every view. */
    Map<String, Document> views() {
        Map<String, Document> documents = new TreeMap<>();
        Arrays.stream(View.values()).map(View::collection).distinct().forEach(collection -> {
            for (Document document : database().getCollection(collection).find()) {
                documents.put(collection + '/' + document.getString("_id"), document);
            }
        });
        return documents;
    }

    @Override
    public void close() {
        configuration.shutdown();
        threads.close();
        watchedClient.close();
        testsClient.close();
        mongo.close();
        engine.close();
    }
}

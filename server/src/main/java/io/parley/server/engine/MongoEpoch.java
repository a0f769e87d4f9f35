package io.parley.server.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.parley.api.Epoch;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * The epoch of an event store that has no name of its own, beside the views of its events: views that are made anew are another epoch. Several
 * regions, each with views of its own, have it in common. The first process to ask makes it; others see a new one within {@link #SEEN_WITHIN}.
 */
final class MongoEpoch implements Supplier<Epoch> {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(1);
    private static final String ID = "epoch";

    private final MongoCollection<Document> epochs;
    private final LoadingCache<String, Epoch> current =
            Caffeine.newBuilder().expireAfterWrite(SEEN_WITHIN).build(this::readOrCreate);

    MongoEpoch(MongoDatabase database) {
        this.epochs = database.getCollection(ID);
    }

    @Override
    public Epoch get() {
        return current.get(ID);
    }

    private Epoch readOrCreate(String id) {
        Document found = epochs.findOneAndUpdate(
                new Document("_id", id),
                new Document(
                        "$setOnInsert", new Document("value", UUID.randomUUID().toString())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return new Epoch(Objects.requireNonNull(found).getString("value"));
    }
}

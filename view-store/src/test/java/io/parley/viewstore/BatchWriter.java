package io.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.LongStream;
import org.bson.Document;

/** A process that continues after its token with batch after batch until it is killed; a byte of progress for each. */
final class BatchWriter {
    static final List<String> COLLECTIONS = List.of("entries", "inbox", "members");
    static final int DOCUMENTS_PER_BATCH = 50;

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final String FILLER = "x".repeat(400);

    private BatchWriter() {}

    static String id(long number) {
        return "conversation/" + number * 7919 % 1_000_003 + "/" + number;
    }

    public static void main(String[] args) throws Exception {
        EmbeddedMongoOptions options = EmbeddedMongoOptions.defaults()
                .withCommitInterval(Duration.ofMillis(20))
                .withSyncInterval(Duration.ofMillis(100))
                .withMaxUnsavedMiB(1);
        try (EmbeddedMongo mongo = EmbeddedMongo.open(Path.of(args[0]), options);
                MongoClient client = MongoClients.create(mongo.connectionString());
                FileOutputStream progress = new FileOutputStream(args[1])) {
            MongoDatabase views = client.getDatabase("parley");
            Document token =
                    views.getCollection("tokens").find(eq("_id", "processor")).first();
            long batch = token == null ? 0 : token.getLong("batch");
            progress.write(new byte[(int) batch]);
            while (true) {
                batch++;
                write(views, mongo.batchLock(), batch);
                progress.write(1);
            }
        }
    }

    private static void write(MongoDatabase views, Lock lock, long batch) {
        lock.lock();
        try {
            for (String collection : COLLECTIONS) {
                views.getCollection(collection).bulkWrite(documents(batch));
            }
            set(views.getCollection("heads"), "head", batch);
            set(views.getCollection("tokens"), "processor", batch);
        } finally {
            lock.unlock();
        }
    }

    private static List<UpdateOneModel<Document>> documents(long batch) {
        return LongStream.range((batch - 1) * DOCUMENTS_PER_BATCH, batch * DOCUMENTS_PER_BATCH)
                .mapToObj(i -> new UpdateOneModel<Document>(
                        eq("_id", id(i)),
                        Updates.combine(Updates.set("batch", batch), Updates.set("filler", FILLER)),
                        UPSERT))
                .toList();
    }

    private static void set(MongoCollection<Document> collection, String id, long batch) {
        collection.updateOne(eq("_id", id), Updates.set("batch", batch), UPSERT);
    }
}

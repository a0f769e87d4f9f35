package io.parley.viewstore;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.bson.Document;

/** A process that writes pairs of documents until the file may not grow; says what it saw then, and halts. */
final class FullDiskWriter {
    static final int STAYED_RED = 3;
    static final int TURNED_GREEN = 4;

    private static final int LOOKS = 50;

    private FullDiskWriter() {}

    public static void main(String[] args) {
        EmbeddedMongo mongo = EmbeddedMongo.open(
                Path.of(args[0]), EmbeddedMongoOptions.defaults().withCommitInterval(Duration.ofMillis(20)));
        MongoClient client = MongoClients.create(mongo.connectionString());
        MongoCollection<Document> pairs = client.getDatabase("parley").getCollection("pairs");
        for (int i = 0; mongo.failure().isEmpty(); i++) {
            writePair(mongo.batchLock(), pairs, i);
        }
        for (int look = 0; look < LOOKS; look++) {
            writePair(mongo.batchLock(), pairs, -1);
            if (mongo.failure().isEmpty()) {
                Runtime.getRuntime().halt(TURNED_GREEN);
            }
        }
        Runtime.getRuntime().halt(STAYED_RED);
    }

    private static void writePair(Lock lock, MongoCollection<Document> pairs, int number) {
        lock.lock();
        try {
            for (int half = 0; half < 2; half++) {
                pairs.insertOne(new Document("_id", number + "/" + half).append("filler", "x".repeat(10_000)));
            }
        } catch (MongoException e) {
            System.out.println(e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}

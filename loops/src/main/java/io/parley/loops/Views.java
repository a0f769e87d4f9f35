package io.parley.loops;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the embedded views do for a batch of messages: an entry and a head each, in one bulk write over a socket. */
@Warmup(iterations = 5, time = 1)
public class Views extends Loop {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final int CONVERSATIONS = 100;

    /** Messages to a batch. */
    @Param({"1", "16", "64"})
    public int batch;

    private final Path folder;
    private final EmbeddedMongo mongo;
    private final MongoClient client;
    private final MongoCollection<Document> conversations;
    private long seq;

    public Views() {
        try {
            folder = Files.createTempDirectory("parley-loops");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        conversations = client.getDatabase("parley").getCollection("conversations");
    }

    @TearDown
    public void close() throws IOException {
        client.close();
        mongo.close();
        Files.delete(folder.resolve("views"));
        Files.delete(folder);
    }

    @Benchmark
    public BulkWriteResult writeBatch() {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            seq++;
            String conversation = "direct-" + seq % CONVERSATIONS;
            writes.add(upsert(
                    conversation + "/" + seq,
                    new Document(
                            "$setOnInsert",
                            new Document("c", conversation)
                                    .append("s", seq)
                                    .append("k", "message")
                                    .append("f", "somebody")
                                    .append("n", seq)
                                    .append("t", seq)
                                    .append(
                                            "b",
                                            "a sealed text of about a hundred bytes, of which nothing can be read"))));
            writes.add(upsert(
                    conversation,
                    new Document(
                            "$max",
                            new Document("s", seq)
                                    .append("n", seq)
                                    .append("t", seq)
                                    .append("p", seq)
                                    .append("l", seq)
                                    .append("o.1", seq))));
        }
        return conversations.bulkWrite(writes);
    }

    private static WriteModel<Document> upsert(String id, Document update) {
        return new UpdateOneModel<>(new Document("_id", id), update, UPSERT);
    }
}

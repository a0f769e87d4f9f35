package io.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process, again and again on the same file, and looks whether a batch was split. */
class KillTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    void afterAKillTheTokenStandsExactlyAtTheDocuments() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            killAWriterAfter(before + 10 + random.nextInt(30));
            before = checkedToken("seed " + seed + ", kill " + kill);
            assertThat(before).isPositive();
        }
    }

    private void killAWriterAfter(long batch) throws Exception {
        Path progress = folder.resolve("progress");
        Files.deleteIfExists(progress);
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BatchWriter.class.getName(),
                        folder.resolve("views").toString(),
                        progress.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(writer.isAlive())
                        .as("%s", Files.readString(folder.resolve("output")))
                        .isTrue();
                return lastBatch(progress) >= batch;
            });
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private static long lastBatch(Path progress) throws IOException {
        return Files.exists(progress) ? Files.size(progress) : -1;
    }

    private long checkedToken(String context) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase views = client.getDatabase("parley");
            Document token =
                    views.getCollection("tokens").find(eq("_id", "processor")).first();
            assertThat(token).as(context).isNotNull();
            long batch = token.getLong("batch");
            for (String collection : BatchWriter.COLLECTIONS) {
                assertThat(views.getCollection(collection).countDocuments())
                        .as("documents of %s at batch %d, %s", collection, batch, context)
                        .isEqualTo(batch * BatchWriter.DOCUMENTS_PER_BATCH);
                for (long i = 0; i < batch * BatchWriter.DOCUMENTS_PER_BATCH; i += 97) {
                    assertThat(views.getCollection(collection)
                                    .find(eq("_id", BatchWriter.id(i)))
                                    .first())
                            .as("document %d, %s", i, context)
                            .containsEntry("batch", 1 + i / BatchWriter.DOCUMENTS_PER_BATCH);
                }
            }
            Document head = views.getCollection("heads").find(eq("_id", "head")).first();
            assertThat(head).as(context).containsEntry("batch", batch);
            assertThat(mongo.scans()).as("countDocuments is a scan each").isEqualTo(BatchWriter.COLLECTIONS.size());
            return batch;
        }
    }
}

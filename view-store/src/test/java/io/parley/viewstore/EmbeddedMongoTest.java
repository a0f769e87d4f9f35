package io.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {
    private static final EmbeddedMongoOptions OPTIONS = EmbeddedMongoOptions.defaults();
    private static final EmbeddedMongoOptions NEVER_BY_ITSELF = OPTIONS.withCommitInterval(Duration.ofDays(1));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("views");
    }

    @Test
    void aClientWithTheConnectionStringReadsWhatItWrote() {
        with(OPTIONS, entries -> {
            entries.insertOne(new Document("_id", "a").append("text", "hello"));

            assertThat(entries.find(eq("_id", "a")).first()).containsEntry("text", "hello");
        });
    }

    @Test
    void aClientWithoutTheSecretMayRunNothing() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, OPTIONS);
                MongoClient stranger = MongoClients.create(
                        "mongodb://127.0.0.1:" + mongo.address().getPort());
                MongoClient guesser =
                        MongoClients.create(mongo.connectionString().replaceFirst("parley:.{4}", "parley:AAAA"))) {
            assertThatThrownBy(() -> entries(stranger).find(eq("_id", "a")).first())
                    .isInstanceOf(MongoException.class)
                    .hasMessageContaining("has not presented the secret");
            assertThatThrownBy(() -> entries(stranger).insertOne(new Document()))
                    .isInstanceOf(MongoException.class);
            assertThatThrownBy(() -> stranger.listDatabaseNames().first()).isInstanceOf(MongoException.class);
            assertThatThrownBy(() -> entries(guesser).find(eq("_id", "a")).first())
                    .isInstanceOf(MongoException.class)
                    .hasMessageContaining("PLAIN");
        }
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, OPTIONS)) {
            assertThat(mongo.address().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void aReopenedFileHasEveryDocumentUnderItsId() {
        with(
                OPTIONS,
                entries -> entries.bulkWrite(IntStream.range(0, 2_000)
                        .mapToObj(EmbeddedMongoTest::upsert)
                        .toList()));
        with(OPTIONS, entries -> {
            assertThat(entries.countDocuments()).isEqualTo(2_000);
            assertThat(entries.find(in("_id", "conversation/1999", "conversation/0", "conversation/none")))
                    .extracting(document -> document.get("seq"))
                    .containsExactlyInAnyOrder(0, 1999);
            entries.bulkWrite(List.of(upsert(7), upsert(2_000)));
            assertThat(entries.countDocuments()).isEqualTo(2_001);
        });
    }

    @Test
    void theSameIdTwiceIsADuplicateAlsoAfterReopening() {
        with(OPTIONS, entries -> entries.insertOne(new Document("_id", 5)));
        with(
                OPTIONS,
                entries -> assertThatThrownBy(() -> entries.insertOne(new Document("_id", 5L)))
                        .hasMessageContaining("duplicate key"));
    }

    @Test
    void aRenamedCollectionKeepsItsDocumentsAcrossAReopening() {
        with(OPTIONS, entries -> {
            entries.insertOne(new Document("_id", "a"));
            entries.renameCollection(
                    new MongoNamespace("parley", "renamed"), new RenameCollectionOptions().dropTarget(true));
            entries.insertOne(new Document("_id", "b"));
        });
        with(
                OPTIONS,
                entries -> assertThat(entries.find(eq("_id", "b")).first()).isNotNull());
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, OPTIONS);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            assertThat(client.getDatabase("parley")
                            .getCollection("renamed")
                            .find(eq("_id", "a"))
                            .first())
                    .isNotNull();
        }
    }

    @Test
    void aDroppedCollectionComesBackEmpty() {
        with(OPTIONS, entries -> {
            entries.insertOne(new Document("_id", "a"));
            entries.drop();
            entries.insertOne(new Document("_id", "a").append("second", true));
        });
        with(
                OPTIONS,
                entries -> assertThat(entries.find(eq("_id", "a")).first()).containsKey("second"));
    }

    @Test
    void aReaderNeverSeesHalfAnUpdate() {
        with(OPTIONS, entries -> {
            entries.insertOne(new Document("_id", "a").append("first", 0).append("second", 0));
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 1; i <= 2_000; i++) {
                    entries.updateOne(
                            eq("_id", "a"), Updates.combine(Updates.set("first", i), Updates.set("second", i)));
                }
            });
            while (!writer.isDone()) {
                Document read = entries.find(eq("_id", "a")).first();
                assertThat(read.get("first")).isEqualTo(read.get("second"));
            }
            writer.join();
        });
    }

    @Test
    void anythingButAnExactIdCountsAsAScan() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, OPTIONS);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoCollection<Document> entries = entries(client);
            entries.insertOne(new Document("_id", "a").append("seq", 1));
            entries.find(eq("_id", "a")).first();
            entries.find(in("_id", "a", "b")).first();
            assertThat(mongo.scans()).isZero();
            assertThat(entries.find(eq("seq", 1)).first()).isNotNull();
            assertThat(mongo.scans()).isOne();
        }
    }

    @Test
    void whatIsWrittenUnderTheLockIsCommittedOnlyAfterItsRelease() throws Exception {
        EmbeddedMongoOptions hasty =
                OPTIONS.withCommitInterval(Duration.ofMillis(10)).withCommitWait(Duration.ofMillis(10));
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, hasty);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            entries(client).insertOne(new Document("_id", "before"));
            await().until(() -> copyHas("before"));
            Lock batch = mongo.batchLock();
            batch.lock();
            try {
                entries(client).insertOne(new Document("_id", "document"));
                await("commits are tried").until(() -> mongo.failure().isPresent());
                assertThat(copyHas("document")).isFalse();
                entries(client).insertOne(new Document("_id", "token"));
            } finally {
                batch.unlock();
            }
            await().until(() -> copyHas("token"));
            assertThat(copyHas("document")).isTrue();
        }
    }

    @Test
    void aHugeBatchIsNotCommittedInItsMiddle() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, NEVER_BY_ITSELF.withMaxUnsavedMiB(1));
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            Lock batch = mongo.batchLock();
            batch.lock();
            try {
                byte[] filler = new byte[1024 * 1024];
                for (int i = 0; i < 100; i++) {
                    entries(client).insertOne(new Document("_id", i).append("filler", filler));
                }
                assertThat(Files.size(file)).isLessThan(1024 * 1024);
            } finally {
                batch.unlock();
            }
            await("much unsaved brings the commit forward").until(() -> Files.size(file) > 100 * 1024 * 1024);
        }
    }

    @Test
    void aBatchThatDoesNotEndIsDroppedWhenClosingAndSaidSo() {
        EmbeddedMongo mongo = EmbeddedMongo.open(file, NEVER_BY_ITSELF.withCommitWait(Duration.ofMillis(100)));
        mongo.batchLock().lock();
        try (MongoClient client = MongoClients.create(mongo.connectionString())) {
            entries(client).insertOne(new Document("_id", "half"));
        }
        assertThatThrownBy(mongo::close)
                .isInstanceOf(ViewStoreException.class)
                .hasMessageContaining("without its last changes");
        with(
                OPTIONS,
                entries -> assertThat(entries.find(eq("_id", "half")).first()).isNull());
    }

    @Test
    void aFailedCommitIsSeen() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(
                file, OPTIONS.withCommitInterval(Duration.ofMillis(10)).withCommitWait(Duration.ofMillis(10)))) {
            assertThat(mongo.failure()).isEmpty();
            mongo.batchLock().lock();
            try {
                await().until(() -> mongo.failure().isPresent());
            } finally {
                mongo.batchLock().unlock();
            }
            await("it heals").until(() -> mongo.failure().isEmpty());
        }
    }

    @Test
    void aFullDiskStaysSeenAndLeavesTheLastCommit() throws Exception {
        int fileSizeBlocks = 20_000;
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + fileSizeBlocks + " && exec \"$@\"",
                        "sh",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskWriter.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.exitValue())
                .as("%s", Files.readString(folder.resolve("output")))
                .isEqualTo(FullDiskWriter.STAYED_RED);
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, OPTIONS);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            long halves = client.getDatabase("parley").getCollection("pairs").countDocuments();
            assertThat(halves).isPositive().isEven();
        }
    }

    @Test
    void aSecondOneOnTheSameFileIsRefusedInOneSentence() {
        try (EmbeddedMongo first = EmbeddedMongo.open(file, OPTIONS)) {
            assertThat(first.failure()).isEqualTo(Optional.empty());
            assertThatThrownBy(() -> EmbeddedMongo.open(file, OPTIONS))
                    .isInstanceOf(ViewStoreException.class)
                    .hasMessage("The views' file " + file + " is in use by another process.");
        }
    }

    @Test
    void aFileOfAnotherFormatIsRefusedInOneSentence() {
        try (MVStore store = MVStore.open(file.toString())) {
            store.openMap("databases.parley.entries").put("a", "b");
        }
        assertThatThrownBy(() -> EmbeddedMongo.open(file, OPTIONS))
                .isInstanceOf(ViewStoreException.class)
                .hasMessage("The views' file " + file + " has format 0, this version reads format 1: "
                        + "move it away, the views are rebuilt from the events.");
    }

    @Test
    void aDamagedFileIsRefusedInOneSentence() throws Exception {
        Files.write(file, new byte[64 * 1024], StandardOpenOption.CREATE);
        assertThatThrownBy(() -> EmbeddedMongo.open(file, OPTIONS))
                .isInstanceOf(ViewStoreException.class)
                .hasMessageContaining("move it away");
    }

    @Test
    void theFileIsReadableByItsOwnerOnly() throws Exception {
        with(OPTIONS, entries -> entries.insertOne(new Document()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private boolean copyHas(String id) throws Exception {
        Path copy = Files.createTempFile(folder, "copy", "");
        Files.write(copy, Files.readAllBytes(file));
        try (EmbeddedMongo mongo = EmbeddedMongo.open(copy, NEVER_BY_ITSELF);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            return entries(client).find(eq("_id", id)).first() != null;
        }
    }

    private void with(EmbeddedMongoOptions options, Consumer<MongoCollection<Document>> test) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, options);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            test.accept(entries(client));
        }
    }

    private static UpdateOneModel<Document> upsert(int seq) {
        return new UpdateOneModel<>(
                eq("_id", "conversation/" + seq), Updates.set("seq", seq), new UpdateOptions().upsert(true));
    }

    private static MongoCollection<Document> entries(MongoClient client) {
        return client.getDatabase("parley").getCollection("entries");
    }
}

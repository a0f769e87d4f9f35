package io.parley.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoPersonKeysTest {
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();

    @TempDir
    private Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder.resolve("mongo"), EmbeddedMongoOptions.defaults());
        client = MongoClients.create(mongo.connectionString());
        database = client.getDatabase("keys");
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    /** As another process has them. */
    private MongoPersonKeys keys() {
        return MongoPersonKeys.in(database, folder.resolve("master-key"));
    }

    @Test
    void whatOneProcessSealsAnotherOpens() {
        Sealed sealed = new Sealer(keys()).seal(ALICE, "hello");

        assertThat(new Sealer(keys()).open(sealed)).contains("hello");
        assertThat(keys().current(ALICE)).isEqualTo(keys().current(ALICE));
        assertThat(keys().current(BOB).keyId())
                .isNotEqualTo(keys().current(ALICE).keyId());
    }

    @Test
    void aPersonWhoComesToManyProcessesAtOnceHasOneKey() throws Exception {
        Set<String> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> all = Stream.generate(this::keys)
                    .limit(16)
                    .<Callable<String>>map(keys -> () -> keys.current(ALICE).keyId())
                    .toList();
            for (Future<String> one : threads.invokeAll(all)) {
                ids.add(one.get());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(database.getCollection("keys").countDocuments())
                .as("with the master key's")
                .isEqualTo(2);
    }

    @Test
    void whatIsDestroyedIsGoneAndThePersonNeverGetsAnotherKey() {
        MongoPersonKeys keys = keys();
        Sealed sealed = new Sealer(keys).seal(ALICE, "hello");
        Sealed other = new Sealer(keys).seal(BOB, "mine");
        keys.destroy(ALICE);

        assertThat(new Sealer(keys).open(sealed)).isEmpty();
        assertThat(new Sealer(keys()).open(sealed)).isEmpty();
        assertThat(new Sealer(keys()).open(other)).contains("mine");
        assertThatThrownBy(() -> keys.current(ALICE)).isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> keys().current(ALICE)).isInstanceOf(ErasedException.class);
        assertThat(keys().current(BOB).keyId()).isEqualTo(other.keyId());
    }

    /** The owner is marked first; the next try deletes what was left. */
    @Test
    void aDestructionThatBrokeOffIsFinishedByTheNext() {
        Sealed sealed = new Sealer(keys()).seal(ALICE, "hello");
        Document key = Objects.requireNonNull(database.getCollection("keys")
                .find(new Document("_id", sealed.keyId()))
                .first());
        keys().destroy(ALICE);
        database.getCollection("keys").insertOne(key);

        keys().destroy(ALICE);

        assertThat(new Sealer(keys()).open(sealed)).isEmpty();
        assertThatThrownBy(() -> keys().current(ALICE)).isInstanceOf(ErasedException.class);
    }

    @Test
    void whoHadNoKeyGetsNoneAfterDestroying() {
        keys().destroy(ALICE);

        assertThatThrownBy(() -> keys().current(ALICE)).isInstanceOf(ErasedException.class);
    }

    @Test
    void anotherMasterKeyIsSaidSo() throws Exception {
        keys().current(ALICE);
        keys().current(BOB);
        Files.delete(folder.resolve("master-key"));

        assertThatThrownBy(() -> keys().current(ALICE))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("not the one");
    }

    @Test
    void nothingReadableIsInTheDatabase() {
        PersonKey key = keys().current(ALICE);
        String stored = String.valueOf(database.getCollection("keys")
                .find(new Document("_id", key.keyId()))
                .first());

        assertThat(stored)
                .doesNotContain(java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.key().getEncoded()));
    }
}

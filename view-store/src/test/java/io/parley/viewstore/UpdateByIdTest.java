package io.parley.viewstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;
import org.h2.mvstore.MVStore;

/** The short way of an update by its id does what the server's general way does, to the last field and answer. */
class UpdateByIdTest {
    private static Path file;
    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static MongoServer general;
    private static MongoClient generalClient;

    @BeforeContainer
    static void start() throws IOException {
        file = Files.createTempDirectory("parley-views").resolve("views");
        mongo = EmbeddedMongo.open(file, EmbeddedMongoOptions.defaults().withCommitInterval(Duration.ofDays(1)));
        client = MongoClients.create(mongo.connectionString());
        general = new MongoServer(new H2Backend(new MVStore.Builder().open()));
        generalClient = MongoClients.create(general.bindAndGetConnectionString());
    }

    @AfterContainer
    static void stop() throws IOException {
        generalClient.close();
        general.shutdownNow();
        client.close();
        mongo.close();
        Files.delete(file);
        Files.delete(file.getParent());
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void bothWaysLeaveAndAnswerTheSame(@ForAll("updates") List<WriteModel<Document>> updates) {
        MongoCollection<Document> here = client.getDatabase("parley").getCollection("c");
        MongoCollection<Document> there = generalClient.getDatabase("parley").getCollection("c");
        here.deleteMany(new Document());
        there.deleteMany(new Document());

        for (WriteModel<Document> update : updates) {
            assertThat(answer(here, update)).as("%s", update).isEqualTo(answer(there, update));
        }

        for (String id : IDS) {
            Document expected = there.find(new Document("_id", id)).first();
            Document actual = here.find(new Document("_id", id)).first();
            assertThat(actual == null ? null : actual.toJson()).isEqualTo(expected == null ? null : expected.toJson());
        }
    }

    /** Without this, nothing would tell whether the short way is ever gone. */
    @Example
    void whatProjectionsWriteGoesTheShortWay() {
        var entry = new de.bwaldvogel.mongo.bson.Document("_id", "c/1");
        var insert = operator("$setOnInsert", "k", "message").append("$set", fields("d.7", 1_000L));
        var head = new de.bwaldvogel.mongo.bson.Document("_id", "c").append("s", 4L);
        var raise = operator("$max", "s", 5L).append("$unset", fields("gone", ""));

        assertThat(UpdateById.apply(entry, insert, true)).isEqualTo(UpdateById.Outcome.CHANGED);
        assertThat(UpdateById.apply(entry, insert, false)).isEqualTo(UpdateById.Outcome.UNCHANGED);
        assertThat(UpdateById.apply(head, raise, false)).isEqualTo(UpdateById.Outcome.CHANGED);
        assertThat(UpdateById.apply(head, raise, false)).isEqualTo(UpdateById.Outcome.UNCHANGED);
        assertThat(head.get("s")).isEqualTo(5L);
    }

    private static de.bwaldvogel.mongo.bson.Document operator(String operator, String field, Object value) {
        return new de.bwaldvogel.mongo.bson.Document(operator, fields(field, value));
    }

    private static de.bwaldvogel.mongo.bson.Document fields(String field, Object value) {
        return new de.bwaldvogel.mongo.bson.Document(field, value);
    }

    private static String answer(MongoCollection<Document> collection, WriteModel<Document> update) {
        try {
            BulkWriteResult result = collection.bulkWrite(List.of(update), new BulkWriteOptions().ordered(true));
            return result.getMatchedCount() + " " + result.getModifiedCount() + " " + result.getUpserts();
        } catch (MongoBulkWriteException e) {
            return e.getWriteErrors().getFirst().getCode() + " "
                    + e.getWriteErrors().getFirst().getMessage();
        }
    }

    private static final List<String> IDS = List.of("a", "b");

    @Provide
    Arbitrary<List<WriteModel<Document>>> updates() {
        Arbitrary<Document> operators = Arbitraries.maps(
                        Arbitraries.frequency(
                                Tuple.of(8, "$set"),
                                Tuple.of(4, "$setOnInsert"),
                                Tuple.of(8, "$max"),
                                Tuple.of(4, "$unset"),
                                Tuple.of(1, "$inc"),
                                Tuple.of(1, "$min")),
                        fields())
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Document::new);
        Arbitrary<WriteModel<Document>> update = Combinators.combine(
                        Arbitraries.of(IDS), operators, Arbitraries.of(true, true, true, false))
                .as((id, changes, upsert) ->
                        new UpdateOneModel<>(new Document("_id", id), changes, new UpdateOptions().upsert(upsert)));
        return update.list().ofMinSize(1).ofMaxSize(12);
    }

    private static Arbitrary<Document> fields() {
        Arbitrary<String> paths = Arbitraries.frequency(
                Tuple.of(10, "x"),
                Tuple.of(10, "y"),
                Tuple.of(6, "z.1"),
                Tuple.of(6, "z.2"),
                Tuple.of(3, "z"),
                Tuple.of(3, "z.1.deep"),
                Tuple.of(2, "x.0"),
                Tuple.of(1, "_id"),
                Tuple.of(1, "_id.x"));
        return Arbitraries.maps(paths, values()).ofMinSize(1).ofMaxSize(3).map(Document::new);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.frequency(
                Tuple.of(8, 1L),
                Tuple.of(8, 2L),
                Tuple.of(8, 3L),
                Tuple.of(2, 2),
                Tuple.of(2, 2.0),
                Tuple.of(4, "text"),
                Tuple.of(2, true),
                Tuple.of(1, Instant.ofEpochMilli(1_000)),
                Tuple.of(3, new Document()),
                Tuple.of(3, new Document("v", 1L).append("w", "more")),
                Tuple.of(3, new Document("v", 2L)),
                Tuple.of(1, new Document("$bad", 2L)),
                Tuple.of(2, List.of(1L, 2L)));
    }
}

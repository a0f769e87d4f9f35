package io.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of value, as an id and in a document, through the driver and across a reopening. */
class StoredValuesTest {
    private static final String FIXTURE = "format-1.views";

    private static final List<BsonValue> IDS = List.of(
            new BsonString(""),
            new BsonString("Grüße 👋"),
            new BsonInt32(-7),
            new BsonInt64(1L << 40),
            new BsonInt64((1L << 53) + 1),
            new BsonDouble(2.5),
            new BsonDecimal128(Decimal128.parse("123.456")),
            BsonBoolean.TRUE,
            BsonBoolean.FALSE,
            BsonNull.VALUE,
            new BsonDateTime(1_760_000_000_123L),
            new BsonTimestamp(1_760_000_000, 3),
            new BsonBinary(new byte[] {0, 1, -1}),
            new BsonBinary(new byte[0]),
            new BsonBinary(new UUID(1, 2), UuidRepresentation.STANDARD),
            new BsonBinary(new UUID(1, 2), UuidRepresentation.PYTHON_LEGACY),
            new BsonObjectId(new ObjectId("0102030405060708090a0b0c")),
            new BsonDocument(),
            new BsonDocument("conversation", new BsonString("c")).append("seq", new BsonInt64(3)),
            new BsonDocument(
                    "nested", new BsonDocument("list", new BsonArray(List.of(new BsonInt32(1), new BsonNull())))),
            new BsonMinKey(),
            new BsonMaxKey());

    private static final List<BsonValue> ONLY_IN_DOCUMENTS = List.of(
            new BsonArray(),
            new BsonArray(List.of(new BsonDocument(), new BsonArray(List.of(new BsonString("a"))))),
            new BsonRegularExpression("^a", "i"),
            new BsonJavaScript("1"));

    @TempDir
    Path folder;

    @Test
    void everyKindOfValueComesBackUnderItsId() {
        with(folder.resolve("views"), StoredValuesTest::store);
        with(folder.resolve("views"), StoredValuesTest::check);
    }

    @Test
    void aFileOfThisFormatStillOpens() throws Exception {
        Path file = folder.resolve("views");
        try (InputStream fixture = Objects.requireNonNull(getClass().getResourceAsStream(FIXTURE))) {
            Files.copy(fixture, file);
        }
        with(file, StoredValuesTest::check);
        with(file, entries -> {
            entries.updateOne(eq("_id", IDS.getFirst()), Updates.set("changed", true));
            assertThat(entries.find(eq("_id", IDS.getFirst())).first()).containsKey("changed");
        });
    }

    /** Writes the fixture anew, for a new format: argument is the file. */
    public static void main(String[] args) {
        with(Path.of(args[0]), StoredValuesTest::store);
    }

    private static void store(MongoCollection<BsonDocument> entries) {
        for (int i = 0; i < IDS.size(); i++) {
            entries.insertOne(new BsonDocument("_id", IDS.get(i)).append("index", new BsonInt32(i)));
        }
        entries.insertOne(new BsonDocument("_id", new BsonString("all"))
                .append("values", new BsonArray(IDS))
                .append("more", new BsonArray(ONLY_IN_DOCUMENTS)));
    }

    private static void check(MongoCollection<BsonDocument> entries) {
        for (int i = 0; i < IDS.size(); i++) {
            assertThat(entries.find(eq("_id", IDS.get(i))).first())
                    .as("id %s", IDS.get(i))
                    .containsEntry("_id", IDS.get(i))
                    .containsEntry("index", new BsonInt32(i));
        }
        assertThat(entries.find(in("_id", List.of(IDS.get(1), IDS.get(2), IDS.get(18))))
                        .map(document -> document.getInt32("index").getValue()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.of(1, 2, 18).boxed().toList());
        assertThat(entries.find(eq("_id", new BsonString("all"))).first())
                .containsEntry("values", new BsonArray(IDS))
                .containsEntry("more", new BsonArray(ONLY_IN_DOCUMENTS));
        assertThat(entries.countDocuments()).isEqualTo(IDS.size() + 1L);
    }

    private static void with(Path file, Consumer<MongoCollection<BsonDocument>> test) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(file, EmbeddedMongoOptions.defaults());
                MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(mongo.connectionString()))
                        .build())) {
            test.accept(client.getDatabase("parley").getCollection("entries", BsonDocument.class));
        }
    }
}

package io.parley.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    private Path folder;

    @Test
    void viewsOfAnotherLayoutAreDroppedAndThoseOfThisOneStay() {
        open(client -> {
            client.getDatabase("views").getCollection("heads").insertOne(new Document("_id", "old"));
            client.getDatabase("others").getCollection("kept").insertOne(new Document("_id", "kept"));
            tokens(Layout.open(client)).insertOne(new Document("_id", "new"));
        });
        open(client -> {
            assertThat(tokens(Layout.open(client)).find()).containsExactly(new Document("_id", "new"));
            assertThat(client.getDatabase("views").getCollection("heads").find())
                    .isEmpty();
            assertThat(client.getDatabase("others").getCollection("kept").find())
                    .hasSize(1);
        });
    }

    private static MongoCollection<Document> tokens(MongoDatabase views) {
        return views.getCollection("tokens");
    }

    private void open(Consumer<MongoClient> work) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder.resolve("views"), EmbeddedMongoOptions.defaults());
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            work.accept(client);
        }
    }
}

package io.parley.history.replay;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.projections.view.Layout;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;

/** Views in a file of this process alone. */
public final class Scratch implements AutoCloseable {
    private final EmbeddedMongo mongo;
    private final MongoClient client;

    private Scratch(EmbeddedMongo mongo) {
        this.mongo = mongo;
        this.client = MongoClients.create(mongo.connectionString());
    }

    /** @throws io.parley.viewstore.ViewStoreException in one sentence where the file is none */
    public static Scratch open(Path file) {
        return new Scratch(EmbeddedMongo.open(file, EmbeddedMongoOptions.defaults()));
    }

    public MongoDatabase views() {
        return Layout.open(client);
    }

    @Override
    public void close() {
        client.close();
        mongo.close();
    }
}

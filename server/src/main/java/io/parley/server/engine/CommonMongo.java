package io.parley.server.engine;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

/** The MongoDB that all regions share: what is not a view of one of them. Where there is but one region, it may be the one that has the views. */
record CommonMongo(MongoClient client) implements AutoCloseable {
    MongoDatabase keys() {
        return client.getDatabase("parley-keys");
    }

    /** The epoch, of all regions' views: they follow one event log. */
    MongoDatabase epoch() {
        return client.getDatabase("parley-epoch");
    }

    @Override
    public void close() {
        client.close();
    }
}

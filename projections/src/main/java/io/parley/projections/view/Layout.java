package io.parley.projections.view;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Region;

/** How the views' documents are laid out. Another layout is another database, whose tokens are at the beginning: the events fill it. */
public final class Layout {
    /** Raise it when a document changes in a way that what is stored cannot be read any more. */
    private static final int NUMBER = 3;

    private static final String PREFIX = "views";
    private static final String DATABASE = PREFIX + '-' + NUMBER;

    private Layout() {}

    /** The views of a region; those of other layouts stay, since processes of another version may still be using them. */
    public static MongoDatabase of(MongoClient client, Region region) {
        return client.getDatabase(region.isOneOfSeveral() ? DATABASE + '-' + region.name() : DATABASE);
    }

    /** The views; those of other layouts are dropped, so nobody else may still be using them. */
    public static MongoDatabase open(MongoClient client) {
        for (String name : client.listDatabaseNames()) {
            if (name.startsWith(PREFIX) && !name.equals(DATABASE)) {
                client.getDatabase(name).drop();
            }
        }
        return of(client, Region.ONLY);
    }
}

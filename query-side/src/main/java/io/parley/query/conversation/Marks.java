package io.parley.query.conversation;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.parley.api.Epoch;
import io.parley.api.conversation.GetMark;
import io.parley.api.conversation.Mark;
import io.parley.projections.ProjectionsConfiguration;
import io.parley.projections.token.MongoTokenStore;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** The lowest position that every segment of the groups that write the views has finished, from their tokens: announcing comes before the token. */
public final class Marks {
    private static final long BEFORE_ALL = -1;

    private final MongoDatabase database;
    private final Supplier<Epoch> epoch;

    public Marks(MongoDatabase database, Supplier<Epoch> epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    @QueryHandler
    Mark handle(GetMark query) {
        return current();
    }

    Mark current() {
        long lowest = StreamSupport.stream(
                        database.getCollection(MongoTokenStore.COLLECTION)
                                .find(Filters.in("processor", ProjectionsConfiguration.GROUPS))
                                .spliterator(),
                        false)
                .mapToLong(this::position)
                .min()
                .orElse(BEFORE_ALL);
        return new Mark(epoch.get(), lowest);
    }

    private long position(Document token) {
        return token.getLong("position");
    }
}

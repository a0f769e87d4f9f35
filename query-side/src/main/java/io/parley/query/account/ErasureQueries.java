package io.parley.query.account;

import com.mongodb.client.MongoDatabase;
import io.parley.api.account.user.FindErasures;
import io.parley.api.id.UserId;
import io.parley.projections.view.ErasureDocument;
import io.parley.projections.view.View;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Whose erasure is not done. */
public final class ErasureQueries {
    private final MongoDatabase database;

    public ErasureQueries(MongoDatabase database) {
        this.database = database;
    }

    /** Reads all of the collection, which has only those who were erased: it is asked once a minute. */
    @QueryHandler
    FindErasures.Begun handle(FindErasures query) {
        List<UserId> users = new ArrayList<>();
        database.getCollection(View.ERASURES.collection()).find().forEach(erasure -> {
            if (ErasureDocument.isUnfinished(erasure)) {
                users.add(new UserId(erasure.getString("_id")));
            }
        });
        return new FindErasures.Begun(users);
    }
}

package io.parley.projections.view;

import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** Look-ups by {@code _id}, the only ones there are. */
public final class Views {
    private static final int IDS_PER_READ = 1_000;

    private final MongoDatabase database;

    public Views(MongoDatabase database) {
        this.database = database;
    }

    public Optional<Document> find(View view, String id) {
        return Optional.ofNullable(database.getCollection(view.collection())
                .find(new Document("_id", id))
                .first());
    }

    /** Those of the documents that exist, by id. */
    public Map<String, Document> find(View view, Collection<String> ids) {
        Map<String, Document> found = HashMap.newHashMap(ids.size());
        List<String> wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); from += IDS_PER_READ) {
            List<String> chunk = wanted.subList(from, Math.min(from + IDS_PER_READ, wanted.size()));
            for (Document document :
                    database.getCollection(view.collection()).find(new Document("_id", new Document("$in", chunk)))) {
                found.put(document.getString("_id"), document);
            }
        }
        return found;
    }
}

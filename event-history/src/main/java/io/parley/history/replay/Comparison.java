package io.parley.history.replay;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.parley.projections.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Two sets of views, held against each other document by document. */
public final class Comparison {
    private static final int TOGETHER = 500;
    private static final int MOST_TOLD = 100;

    private final Map<String, Long> documents = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private long different;

    private Comparison() {}

    public static Comparison of(MongoDatabase live, MongoDatabase fresh) {
        Comparison comparison = new Comparison();
        for (View view : View.values()) {
            if (!comparison.documents.containsKey(view.collection())) {
                comparison.compare(
                        view.collection(),
                        live.getCollection(view.collection()),
                        fresh.getCollection(view.collection()));
            }
        }
        return comparison;
    }

    private void compare(String name, MongoCollection<Document> live, MongoCollection<Document> fresh) {
        documents.put(name, 0L);
        List<Document> some = new ArrayList<>();
        for (Document document : fresh.find()) {
            some.add(document);
            if (some.size() == TOGETHER) {
                compare(name, some, live);
                some.clear();
            }
        }
        compare(name, some, live);
        onlyIn(name, live, fresh);
    }

    private void compare(String name, List<Document> fresh, MongoCollection<Document> live) {
        if (fresh.isEmpty()) {
            return;
        }
        Map<String, Document> found =
                byId(live, fresh.stream().map(Comparison::id).toList());
        for (Document document : fresh) {
            Document other = found.get(id(document));
            if (!document.equals(other)) {
                tell(name + " " + id(document) + ": " + difference(other, document));
            }
        }
        documents.merge(name, (long) fresh.size(), Long::sum);
    }

    private void onlyIn(String name, MongoCollection<Document> live, MongoCollection<Document> fresh) {
        List<String> ids = new ArrayList<>();
        for (Document document : live.find()) {
            ids.add(id(document));
            if (ids.size() == TOGETHER) {
                unknown(name, ids, fresh);
                ids.clear();
            }
        }
        unknown(name, ids, fresh);
    }

    private void unknown(String name, List<String> ids, MongoCollection<Document> fresh) {
        if (!ids.isEmpty()) {
            Map<String, Document> known = byId(fresh, ids);
            ids.stream()
                    .filter(id -> !known.containsKey(id))
                    .forEach(id -> tell(name + " " + id + ": no event made it"));
        }
    }

    private static Map<String, Document> byId(MongoCollection<Document> from, List<String> ids) {
        Map<String, Document> found = new HashMap<>();
        for (Document document : from.find(new Document("_id", new Document("$in", ids)))) {
            found.put(id(document), document);
        }
        return found;
    }

    private static String id(Document document) {
        return document.getString("_id");
    }

    private static String difference(@Nullable Document live, Document fresh) {
        if (live == null) {
            return "is missing in the views";
        }
        List<String> fields = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(live.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            Object is = live.get(name);
            Object should = fresh.get(name);
            if (is == null || !is.equals(should)) {
                fields.add(name + " is " + is + " and should be " + should);
            }
        }
        return String.join("; ", fields);
    }

    private void tell(String difference) {
        different++;
        if (differences.size() < MOST_TOLD) {
            differences.add(difference);
        }
    }

    /** How many documents there should be, by collection. */
    public Map<String, Long> documents() {
        return documents;
    }

    /** How many documents differ; the first of them are in {@link #differences}. */
    public long different() {
        return different;
    }

    public List<String> differences() {
        return differences;
    }
}

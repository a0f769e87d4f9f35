package io.parley.projections.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/** What a batch changes in one document; later calls for the same field win ({@code set}) or are folded ({@code max}). */
public final class Change {
    private final Map<String, Object> set = new LinkedHashMap<>();
    private final Map<String, Long> max = new LinkedHashMap<>();

    Change() {}

    /** Sets a field to a value that only one event gives, so that writing it again changes nothing. */
    public Change set(String field, Object value) {
        set.put(field, value);
        return this;
    }

    /** Raises a field to at least the value. */
    public Change max(String field, long value) {
        max.merge(field, value, Math::max);
        return this;
    }

    Document asUpdate() {
        Document update = new Document();
        if (!set.isEmpty()) {
            update.append("$set", new Document(set));
        }
        if (!max.isEmpty()) {
            update.append("$max", new Document(Map.copyOf(max)));
        }
        return update;
    }
}

package io.parley.projections.batch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** What a batch changes in one document; later calls for the same field win ({@code set}) or are folded ({@code max}). */
public final class Change {
    private static final String VERSION = "v";

    private final Map<String, Object> set = new LinkedHashMap<>();
    private final Map<String, Object> max = new LinkedHashMap<>();
    private final Set<String> unset = new LinkedHashSet<>();

    Change() {}

    /** Sets a field to a value that only one event gives, so that writing it again changes nothing. */
    public Change set(String field, Object value) {
        set.put(field, value);
        return this;
    }

    /** Raises a field to at least the value. */
    public Change max(String field, long value) {
        max.merge(field, value, (one, other) -> Math.max((Long) one, (Long) other));
        return this;
    }

    /** Sets a field to the document, unless what stands there has a higher version; {@code v} comes first in it: documents compare by their first field. */
    public Change newest(String field, long version, Document value) {
        Document versioned = new Document(VERSION, version);
        versioned.putAll(value);
        max.merge(field, versioned, (one, other) -> newer((Document) one, (Document) other));
        return this;
    }

    private static Document newer(Document one, Document other) {
        return one.getLong(VERSION) > other.getLong(VERSION) ? one : other;
    }

    /** Takes away a field that is only ever inserted with its document, and so never comes back. */
    public Change unset(String field) {
        unset.add(field);
        return this;
    }

    Document asUpdate() {
        set.keySet().removeIf(this::isTakenAway);
        max.keySet().removeIf(this::isTakenAway);
        Document update = new Document();
        if (!set.isEmpty()) {
            update.append("$set", new Document(set));
        }
        if (!max.isEmpty()) {
            update.append("$max", new Document(Map.copyOf(max)));
        }
        if (!unset.isEmpty()) {
            Document fields = new Document();
            unset.forEach(field -> fields.append(field, ""));
            update.append("$unset", fields);
        }
        return update;
    }

    /** Also what is within a field that goes: MongoDB takes no update that does both. */
    private boolean isTakenAway(String field) {
        return unset.stream().anyMatch(gone -> field.equals(gone) || field.startsWith(gone + "."));
    }
}

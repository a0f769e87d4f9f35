package io.parley.projections.view;

import io.parley.api.id.UserId;
import java.util.Set;
import org.bson.Document;

/** Documents of {@link View#ASSETS} and {@link View#UPLOADS}. */
public final class AssetDocument {
    public static final String OWNER = "o";
    public static final String SIZE = "z";
    public static final String STORED = "t";
    public static final String REMOVED = "x";
    public static final String CARRIERS = "m";
    public static final String SIZES = "s";

    private AssetDocument() {}

    /** Whether it is one: a message may be known before what it carries. */
    public static boolean isThere(Document asset) {
        return asset.containsKey(OWNER) && !asset.containsKey(REMOVED);
    }

    public static UserId owner(Document asset) {
        return new UserId(asset.getString(OWNER));
    }

    /** Keys of the entries that ever carried it. */
    public static Set<String> carriers(Document asset) {
        return asset.get(CARRIERS, new Document()).keySet();
    }

    /** In bytes, of what is there. */
    public static long used(Document uploads) {
        Set<String> removed = uploads.get(REMOVED, new Document()).keySet();
        return uploads.get(SIZES, new Document()).entrySet().stream()
                .filter(size -> !removed.contains(size.getKey()))
                .mapToLong(size -> (Long) size.getValue())
                .sum();
    }
}

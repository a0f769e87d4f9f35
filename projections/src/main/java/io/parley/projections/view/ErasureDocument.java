package io.parley.projections.view;

import org.bson.Document;

/** Documents of {@link View#ERASURES}. */
public final class ErasureDocument {
    public static final String BEGUN = "b";
    public static final String ENDED = "e";

    private ErasureDocument() {}

    public static boolean isUnfinished(Document erasure) {
        return erasure.containsKey(BEGUN) && !erasure.containsKey(ENDED);
    }
}

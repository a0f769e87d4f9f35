package io.parley.projections.view;

import io.parley.api.Sealed;
import java.util.Comparator;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of {@link View#GROUPS}. */
public final class GroupDocument {
    /** A size is stored with its seq in front, so that the highest number is the newest size. */
    private static final int SIZE_BITS = 20;

    private GroupDocument() {}

    public static long sizeAt(long seq, int members) {
        return seq << SIZE_BITS | members;
    }

    /** How many are in it now. */
    public static int size(Document group) {
        return (int) (group.getLong("z") & ((1L << SIZE_BITS) - 1));
    }

    /** As it was at that seq. */
    public static @Nullable Sealed title(Document group, long seq) {
        return group.get("t", new Document()).entrySet().stream()
                .filter(title -> Long.parseLong(title.getKey()) <= seq)
                .max(Comparator.comparingLong(title -> Long.parseLong(title.getKey())))
                .map(Map.Entry::getValue)
                .map(title -> SealedDocument.read((Document) title))
                .orElse(null);
    }
}

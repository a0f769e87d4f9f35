package io.parley.projections.view;

import io.parley.api.Sealed;
import io.parley.api.conversation.SyncInbox.Picture;
import io.parley.api.id.AssetId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
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
        return newest(group, "t", seq)
                .map(title -> SealedDocument.read((Document) title.getValue()))
                .orElse(null);
    }

    /** As it was at that seq; null where it had none. */
    public static @Nullable Picture picture(Document group, long seq) {
        return newest(group, "p", seq)
                .filter(picture -> !picture.getValue().equals(""))
                .map(picture -> new Picture(new AssetId((String) picture.getValue()), Long.parseLong(picture.getKey())))
                .orElse(null);
    }

    private static Optional<Map.Entry<String, Object>> newest(Document group, String field, long seq) {
        return group.get(field, new Document()).entrySet().stream()
                .filter(one -> Long.parseLong(one.getKey()) <= seq)
                .max(Comparator.comparingLong(one -> Long.parseLong(one.getKey())));
    }
}

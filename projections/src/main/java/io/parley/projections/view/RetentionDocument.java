package io.parley.projections.view;

import io.parley.api.conversation.Retention;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How long messages are kept: part of documents of {@link View#HEADS}, and the same again in {@link View#RETENTION} for who looks after it. */
public final class RetentionDocument {
    /** What the people of the conversation want, as the newest. */
    public static final String CHOSEN = "r";

    /** The highest seq of which nothing is kept. */
    public static final String EXPIRED = "x";

    private static final long NOTHING = -1;

    private RetentionDocument() {}

    public static Document of(Retention retention) {
        Document document = new Document();
        if (retention.seconds() != null) {
            document.append("s", retention.seconds());
        }
        if (retention.messages() != null) {
            document.append("m", retention.messages());
        }
        return document;
    }

    public static Retention read(Document document) {
        return new Retention(document.getLong("s"), document.getLong("m"));
    }

    /** What the people want; for ever where they never said. */
    public static Retention chosen(@Nullable Document document) {
        Document chosen = document == null ? null : document.get(CHOSEN, Document.class);
        return chosen == null ? Retention.FOREVER : read(chosen);
    }

    /** The highest seq of which nothing is kept; -1 for none. */
    public static long expired(@Nullable Document document) {
        return document == null ? NOTHING : document.get(EXPIRED, NOTHING);
    }
}

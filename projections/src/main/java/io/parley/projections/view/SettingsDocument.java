package io.parley.projections.view;

import io.parley.api.settings.Settings;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of {@link View#SETTINGS}. */
public final class SettingsDocument {
    public static final String FIELD = "s";

    private SettingsDocument() {}

    /** To be written as the newest {@link #FIELD}. */
    public static Document of(Settings settings) {
        Document document = new Document();
        if (settings.mutedUntil() != null) {
            document.append("m", settings.mutedUntil().toEpochMilli());
        }
        document.append("a", settings.archived()).append("p", settings.pinned()).append("u", settings.unread());
        if (settings.draft() != null) {
            document.append("d", SealedDocument.of(settings.draft()));
        }
        return document;
    }

    /** The default where nothing was ever set. */
    public static Settings read(@Nullable Document document) {
        Document settings = document == null ? null : document.get(FIELD, Document.class);
        if (settings == null) {
            return Settings.DEFAULT;
        }
        Long mutedUntil = settings.getLong("m");
        Document draft = settings.get("d", Document.class);
        return new Settings(
                mutedUntil == null ? null : Instant.ofEpochMilli(mutedUntil),
                settings.getBoolean("a"),
                settings.getBoolean("p"),
                settings.getBoolean("u"),
                draft == null ? null : SealedDocument.read(draft));
    }

    /** Position of the last change; -1 where nothing was ever set. */
    public static long position(@Nullable Document document) {
        return document == null ? -1 : document.getLong("p");
    }
}

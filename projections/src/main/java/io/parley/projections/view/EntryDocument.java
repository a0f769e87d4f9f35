package io.parley.projections.view;

import io.parley.api.Sealed;
import io.parley.api.conversation.EntryView;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of {@link View#ENTRIES}. */
public final class EntryDocument {
    public static final String MESSAGE = "message";
    public static final String STARTED = "started";

    private EntryDocument() {}

    /** @param messages how many messages the conversation has up to and including this entry */
    public static Document of(EntryView entry, long messages) {
        Document document = new Document("s", entry.seq())
                .append("k", entry.kind())
                .append("f", entry.from().value())
                .append("t", entry.time().toEpochMilli())
                .append("n", messages);
        if (entry.device() != null) {
            document.append("d", entry.device().value());
        }
        if (entry.mid() != null) {
            document.append("m", entry.mid().toString());
        }
        Sealed body = entry.body();
        if (body != null) {
            document.append("b", SealedDocument.of(body));
        }
        if (!entry.about().isEmpty()) {
            document.append("a", entry.about().stream().map(UserId::value).toList());
        }
        return document;
    }

    public static EntryView read(Document document) {
        return new EntryView(
                document.getLong("s"),
                document.getString("k"),
                new UserId(document.getString("f")),
                device(document.getString("d")),
                mid(document.getString("m")),
                body(document.get("b", Document.class)),
                document.getList("a", String.class, List.of()).stream()
                        .map(UserId::new)
                        .toList(),
                Instant.ofEpochMilli(document.getLong("t")));
    }

    private static @Nullable DeviceId device(@Nullable String device) {
        return device == null ? null : new DeviceId(device);
    }

    private static @Nullable UUID mid(@Nullable String mid) {
        return mid == null ? null : UUID.fromString(mid);
    }

    private static @Nullable Sealed body(@Nullable Document body) {
        return body == null ? null : SealedDocument.read(body);
    }

    public static long messages(Document document) {
        return document.getLong("n");
    }
}

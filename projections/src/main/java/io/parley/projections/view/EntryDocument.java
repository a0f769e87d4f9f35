package io.parley.projections.view;

import io.parley.api.Sealed;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.EntryView.Reaction;
import io.parley.api.conversation.EntryView.Since;
import io.parley.api.conversation.Retention;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document of {@link View#ENTRIES}. What a message was edited to, and the reactions to it, stand with the message alone: the entries that
 * brought them have no text of their own, so that nothing is left of it once it was replaced or deleted.
 */
public final class EntryDocument {
    public static final String MESSAGE = "message";
    public static final String STARTED = "started";
    public static final String EDITED = "edited";
    public static final String DELETED = "deleted";
    public static final String REACTED = "reacted";

    public static final String BLOCKED = "blocked";
    public static final String UNBLOCKED = "unblocked";
    public static final String AGREED = "agreed";

    /** Of what a message was edited to, and of reactions: the seq of the entry that brought it. */
    private static final String VERSION = "v";

    /** Of a deletion, and of what has expired: nothing replaces it. */
    public static final long FINAL = Long.MAX_VALUE;

    private static final int MOST_REACTIONS = 100;
    private static final Set<String> WITH_THE_MESSAGE = Set.of(EDITED, REACTED);
    private static final Set<String> PRIVATE = Set.of(BLOCKED, UNBLOCKED, AGREED);

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
        if (body != null && !isWithMessage(entry.kind())) {
            document.append("b", SealedDocument.of(body));
        }
        if (entry.target() != null) {
            document.append("g", entry.target());
        }
        if (entry.replyTo() != null) {
            document.append("y", entry.replyTo());
        }
        if (!entry.mentions().isEmpty()) {
            document.append("q", values(entry.mentions()));
        }
        if (!entry.attachments().isEmpty()) {
            document.append(
                    "x",
                    entry.attachments().stream().map(AttachmentDocument::of).toList());
        }
        if (entry.retention() != null) {
            document.append("z", RetentionDocument.of(entry.retention()));
        }
        if (!entry.about().isEmpty()) {
            document.append("a", values(entry.about()));
        }
        return document;
    }

    private static List<String> values(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    /** What a message was edited to; to be written as the newest at the edit's seq. */
    public static Document edited(Sealed body, Instant time) {
        return SealedDocument.of(body).append("t", time.toEpochMilli());
    }

    /** That a message is no more, or is not kept any more; to be written as the newest at {@link #FINAL}. */
    public static Document deleted(Instant time) {
        return new Document("t", time.toEpochMilli());
    }

    /** A person's reaction, or that there is none any more; to be written as the newest at its seq. */
    public static Document reacted(@Nullable Sealed reaction) {
        return reaction == null ? new Document() : SealedDocument.of(reaction);
    }

    /** Whether the text of entries of that kind stands with the message that they happened to. */
    public static boolean isWithMessage(String kind) {
        return WITH_THE_MESSAGE.contains(kind);
    }

    /** Whether entries of that kind are for nobody but who made them. */
    public static boolean isPrivate(String kind) {
        return PRIVATE.contains(kind);
    }

    /** The seq of the message to which an entry happened whose text stands there; null for any other. */
    public static @Nullable Long textIn(Document document) {
        return isWithMessage(document.getString("k")) ? document.getLong("g") : null;
    }

    /**
     * As that person sees it.
     *
     * @param target as {@link #read} takes it
     */
    public static EntryView readFor(UserId viewer, Document document, @Nullable Document target) {
        EntryView entry = read(document, target);
        return isPrivate(entry.kind()) && !entry.from().equals(viewer)
                ? EntryView.hidden(entry.seq(), viewer, entry.time())
                : entry;
    }

    /** @param target the message that {@link #textIn} names; null where there is none, or where the reader does not see it */
    public static EntryView read(Document document, @Nullable Document target) {
        Document change = document.get("e", Document.class);
        boolean deleted = change != null && change.getLong(VERSION) == FINAL;
        return new EntryView(
                document.getLong("s"),
                document.getString("k"),
                new UserId(document.getString("f")),
                device(document.getString("d")),
                mid(document.getString("m")),
                deleted ? null : sealed(newestText(document, change, target)),
                document.getLong("g"),
                document.getLong("y"),
                users(document, "q"),
                deleted
                        ? List.of()
                        : document.getList("x", Document.class, List.of()).stream()
                                .map(AttachmentDocument::read)
                                .toList(),
                users(document, "a"),
                retention(document.get("z", Document.class)),
                change == null && !document.containsKey("r") ? Since.NOTHING : since(document, change, deleted),
                Instant.ofEpochMilli(document.getLong("t")));
    }

    private static @Nullable Document newestText(
            Document document, @Nullable Document change, @Nullable Document target) {
        if (change != null) {
            return change;
        }
        return textIn(document) == null ? document.get("b", Document.class) : textFrom(document, target);
    }

    /** Null where a later entry took its place. */
    private static @Nullable Document textFrom(Document entry, @Nullable Document target) {
        if (target == null) {
            return null;
        }
        Document text = EDITED.equals(entry.getString("k"))
                ? target.get("e", Document.class)
                : target.get("r", new Document()).get(entry.getString("f"), Document.class);
        return text != null && text.getLong(VERSION).equals(entry.getLong("s")) ? text : null;
    }

    private static Since since(Document document, @Nullable Document change, boolean deleted) {
        Instant changed = change == null ? null : Instant.ofEpochMilli(change.getLong("t"));
        return new Since(
                deleted ? null : changed,
                deleted ? changed : null,
                deleted ? List.of() : reactions(document.get("r", new Document())));
    }

    private static List<Reaction> reactions(Document byUser) {
        List<Map.Entry<String, Object>> newestLast = byUser.entrySet().stream()
                .filter(one -> sealed((Document) one.getValue()) != null)
                .sorted(Comparator.comparing(one -> ((Document) one.getValue()).getLong(VERSION)))
                .toList();
        return newestLast.stream()
                .skip(Math.max(0, newestLast.size() - MOST_REACTIONS))
                .map(one -> new Reaction(new UserId(one.getKey()), SealedDocument.read((Document) one.getValue())))
                .toList();
    }

    private static List<UserId> users(Document document, String field) {
        return document.getList(field, String.class, List.of()).stream()
                .map(UserId::new)
                .toList();
    }

    private static @Nullable Retention retention(@Nullable Document retention) {
        return retention == null ? null : RetentionDocument.read(retention);
    }

    private static @Nullable DeviceId device(@Nullable String device) {
        return device == null ? null : new DeviceId(device);
    }

    private static @Nullable UUID mid(@Nullable String mid) {
        return mid == null ? null : UUID.fromString(mid);
    }

    private static @Nullable Sealed sealed(@Nullable Document text) {
        return text == null || !text.containsKey("c") ? null : SealedDocument.read(text);
    }

    public static long messages(Document document) {
        return document.getLong("n");
    }
}

package io.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server sends: replies carry the request's id as {@code re}; pushes come in seq order per conversation, at least once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Ok.class, name = "ok"),
    @JsonSubTypes.Type(value = ServerFrame.Synced.class, name = "synced"),
    @JsonSubTypes.Type(value = ServerFrame.Messages.class, name = "messages"),
    @JsonSubTypes.Type(value = ServerFrame.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = ServerFrame.Message.class, name = "message"),
    @JsonSubTypes.Type(value = ServerFrame.Receipt.class, name = "receipt"),
    @JsonSubTypes.Type(value = ServerFrame.Conversation.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.Settings.class, name = "settings"),
    @JsonSubTypes.Type(value = ServerFrame.Expired.class, name = "expired"),
    @JsonSubTypes.Type(value = ServerFrame.Typist.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = ServerFrame.Goaway.class, name = "goaway"),
    @JsonSubTypes.Type(value = ServerFrame.Error.class, name = "error"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame extends Frame {
    /**
     * @param session names this connection in logs
     * @param mark where a later {@code sync} may resume
     * @param heartbeatMs a client that hears nothing for twice as long should reconnect
     */
    record Welcome(
            String re,
            String user,
            String device,
            String session,
            String mark,
            long heartbeatMs,
            LimitsInForce limits,
            Instant time)
            implements ServerFrame {}

    /** @param openRequests requests without a reply, beyond which the server stops reading the socket */
    record LimitsInForce(int frameBytes, int bodyBytes, int historyPage, int openRequests, int unanswered) {}

    record Ok(String re) implements ServerFrame {}

    /**
     * @param heads conversations that changed (with {@code reset}: all), newest first; bodies are pulled with {@code history}
     * @param typing who of the others is typing, in whichever conversation; absent where nobody is, and on all pages but the last
     * @param next asks for the next page of heads; null on the last
     * @param mark replaces the client's mark once the last page is in
     */
    record Synced(
            String re,
            Outcome outcome,
            List<Head> heads,
            @Nullable List<Typists> typing,
            @Nullable String next,
            String mark)
            implements ServerFrame {}

    /** A resume's three outcomes. */
    enum Outcome {
        /** Nothing happened since the mark. */
        COMPLETE,
        /** The heads say what changed since the mark. */
        CHANGED,
        /** The mark is of no use; forget it, the heads are everything. */
        RESET;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a person stands to a conversation. */
    enum Standing {
        MEMBER,
        INVITED,
        GONE,
        /** The person has blocked the other one. */
        BLOCKED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param title of a group; null for a direct conversation, or where it was erased
     * @param size how many are in it; 0 where the person is not
     * @param admin whether the person is one
     * @param seq of the newest entry that the person may see, -1 for none
     * @param unread messages by others above the own read watermark that the person may see
     * @param mentioned seq of the newest message that mentions the person; absent where none does
     * @param request true where a stranger started it, and the person has neither answered nor agreed; absent otherwise
     * @param settings absent where the person never changed any
     * @param retention what the people of the conversation decided; absent where messages are kept for ever
     * @param expired seq up to which no message is kept; absent where all are
     * @param picture of a group; absent where it has none
     * @param members of a direct conversation or a small group; empty for a larger one
     * @param watermarks of those members; of the person alone for a larger group
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Head(
            String conversation,
            String kind,
            Standing standing,
            @Nullable String title,
            int size,
            boolean admin,
            long seq,
            long unread,
            @Nullable Long mentioned,
            @Nullable Boolean request,
            @Nullable OwnSettings settings,
            @Nullable Retention retention,
            @Nullable Long expired,
            @Nullable Picture picture,
            List<String> members,
            List<Watermark> watermarks) {}

    /** @param seq of the entry that carries it, with which it is fetched */
    record Picture(String asset, long seq) {}

    /**
     * How long messages are kept; where both are there, for as long as both allow.
     *
     * @param seconds since they were sent; absent where there is no end
     * @param messages how many, the newest; absent for all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Retention(@Nullable Long seconds, @Nullable Long messages) {}

    /**
     * How far a member got.
     *
     * @param delivered and {@code read}: the highest seq so far, -1 for none; what others read is -1 where they, or the person, do not say so
     * @param unsaid ranges at or below {@code read} that the member read without saying so; absent where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Watermark(
            String user,
            long delivered,
            long read,
            @Nullable List<Range> unsaid) {
        public Watermark(String user, long delivered, long read) {
            this(user, delivered, read, null);
        }

        /** Whether the member read that entry and said so. */
        public boolean hasRead(long seq) {
            return seq <= read && (unsaid == null || unsaid.stream().noneMatch(range -> range.contains(seq)));
        }

        /** What both say of the same member, in whichever order they came. */
        public Watermark and(Watermark other) {
            return new Watermark(
                    user,
                    Math.max(delivered, other.delivered),
                    Math.max(read, other.read),
                    union(unsaid, other.unsaid));
        }

        private static @Nullable List<Range> union(@Nullable List<Range> one, @Nullable List<Range> other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return Stream.concat(one.stream(), other.stream()).distinct().toList();
        }
    }

    /** Seqs, both inclusive. */
    record Range(long from, long to) {
        public boolean contains(long seq) {
            return from <= seq && seq <= to;
        }
    }

    /**
     * @param entries in ascending seq order
     * @param more further entries exist in the direction asked for
     */
    record Messages(String re, String conversation, List<Entry> entries, boolean more) implements ServerFrame {}

    /**
     * One entry of a conversation.
     *
     * @param kind {@code started} or {@code message}, what happened to a message: {@code edited}, {@code deleted}, {@code reacted}, or to a
     *     group: {@code created}, {@code renamed}, {@code pictured}, {@code added}, {@code invited}, {@code accepted}, {@code declined}, {@code withdrawn},
     *     {@code removed}, {@code left}, {@code promoted}, {@code demoted}; {@code retention}; clients ignore kinds that they do not know
     * @param body a message's newest text; what it was edited to, or a reaction, null where a later one took its place or it was taken
     *     back; the reason of a deletion; the title of a group that was created or renamed; null elsewhere, or where it was erased
     * @param target seq of the message that it happened to; null elsewhere
     * @param replyTo seq of the entry that a message answers; null where it answers none
     * @param mentions whom a message addresses by name; null where it names nobody
     * @param attachments of a message; null where it has none
     * @param about whom it happened to, where that is not {@code from} alone; null elsewhere
     * @param retention with the kind {@code retention}: how long messages are kept from then on; null elsewhere
     * @param edited when a message was edited last; null for never
     * @param deleted when a message was deleted, or expired; null where it is still there
     * @param reactions to a message, one a person, of many the newest; null where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            long seq,
            String kind,
            String from,
            @Nullable String device,
            @Nullable UUID mid,
            @Nullable String body,
            @Nullable Long target,
            @Nullable Long replyTo,
            @Nullable List<String> mentions,
            @Nullable List<Attachment> attachments,
            @Nullable List<String> about,
            @Nullable Retention retention,
            @Nullable Instant edited,
            @Nullable Instant deleted,
            @Nullable List<Reaction> reactions,
            Instant time) {
        /** Nothing but a text, or what happened to a group. */
        public Entry(
                long seq,
                String kind,
                String from,
                @Nullable String device,
                @Nullable UUID mid,
                @Nullable String body,
                @Nullable List<String> about,
                Instant time) {
            this(seq, kind, from, device, mid, body, null, null, null, null, about, null, null, null, null, time);
        }
    }

    /** @param body null where it was erased */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reaction(String user, @Nullable String body) {}

    /**
     * An asset in a message; whoever may see the message may fetch it.
     *
     * @param type media type, as the server found it
     * @param size in bytes
     * @param name of the file; null where it was erased
     * @param width and {@code height}: of a picture, in pixels; null for anything else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attachment(
            String asset,
            String type,
            long size,
            @Nullable String name,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /** @param duplicate true where it had been accepted before; absent otherwise */
    record Accepted(
            String re,
            String conversation,
            UUID mid,
            long seq,
            Instant time,
            @Nullable Boolean duplicate) implements ServerFrame {}

    /**
     * A pushed entry, to every device of every member that may see it, except the session that sent it; fields as in {@link Entry}. What became of a
     * message since is pushed as entries of its own.
     */
    record Message(
            String conversation,
            long seq,
            String kind,
            String from,
            @Nullable String device,
            @Nullable UUID mid,
            @Nullable String body,
            @Nullable Long target,
            @Nullable Long replyTo,
            @Nullable List<String> mentions,
            @Nullable List<Attachment> attachments,
            @Nullable List<String> about,
            @Nullable Retention retention,
            Instant time)
            implements ServerFrame {
        /** Nothing but a text, or what happened to a group. */
        public Message(
                String conversation,
                long seq,
                String kind,
                String from,
                @Nullable String device,
                @Nullable UUID mid,
                @Nullable String body,
                @Nullable List<String> about,
                Instant time) {
            this(conversation, seq, kind, from, device, mid, body, null, null, null, null, about, null, time);
        }
    }

    /**
     * Watermarks that moved; absolute, and they only rise: one that comes again may be older, so the higher one counts.
     *
     * @param members in a large group only the own one
     * @param counts in a large group: of the newest messages that this connection was told of and that are the person's own; absent elsewhere. At
     *     most once a second
     */
    record Receipt(
            String conversation,
            List<Watermark> members,
            @Nullable List<Count> counts) implements ServerFrame {
        public Receipt(String conversation, List<Watermark> members) {
            this(conversation, members, null);
        }
    }

    /** @param of how many others were in the group when the message was sent; {@code delivered} and {@code read}: how many of them it reached */
    record Count(long seq, int of, int delivered, int read) {}

    /**
     * The person came to a conversation, is invited to one, or is no longer in it.
     *
     * @param change {@code created}, {@code invited}, {@code removed} or {@code blocked}
     * @param title of a group; null for a direct conversation, or where it was erased
     * @param members of a direct conversation; empty for a group
     */
    record Conversation(
            String conversation,
            String change,
            String kind,
            @Nullable String title,
            List<String> members) implements ServerFrame {}

    /**
     * The person keeps the conversation in another way from now on.
     *
     * @param device on which it was changed
     */
    record Settings(String conversation, String device, OwnSettings settings) implements ServerFrame {}

    /** Messages up to that seq are not kept any more: nothing is left of them but that they were sent. */
    record Expired(String conversation, long upTo) implements ServerFrame {}

    /** Somebody else began to type, or stopped; their next message ends it too. */
    record Typist(String conversation, String user, boolean on) implements ServerFrame {}

    record Typists(String conversation, List<String> users) {}

    /**
     * Whether somebody who is watched is there; at most once a second. Unknown people, and those who do not let the person see it, are
     * offline.
     *
     * @param lastSeen null where they are online, never were, or do not let the person see it
     */
    record Presence(String user, boolean online, @Nullable Instant lastSeen) implements ServerFrame {}

    /** @param mark where a later {@code sync} may resume, once everything pushed before was processed */
    record Ping(String mark) implements ServerFrame {}

    /** Pushes may have been lost: send {@code sync} with the last mark. */
    record Resync() implements ServerFrame {}

    /** The server is leaving: reconnect at a random moment within the time. */
    record Goaway(long withinMs) implements ServerFrame {}

    /**
     * @param re the request that it answers; null where the frame had no usable id
     * @param code from {@link ErrorCode}
     * @param retryAfterMs when to try again at the earliest
     * @param lastAccepted with {@code out_of_order}: the mid to chain to; absent where nothing was accepted yet
     */
    record Error(
            @Nullable String re,
            String code,
            String message,
            boolean retryable,
            @Nullable Long retryAfterMs,
            @Nullable UUID lastAccepted)
            implements ServerFrame {
        public static Error of(@Nullable String re, ErrorCode code) {
            return new Error(re, code.code(), code.sentence(), code.retryable(), null, null);
        }

        /** For what is refused now and may be sent again after a while; rounded up to a millisecond. */
        public static Error of(@Nullable String re, ErrorCode code, Duration retryAfter) {
            long ms = retryAfter.plusNanos(999_999).toMillis();
            return new Error(re, code.code(), code.sentence(), code.retryable(), ms, null);
        }

        public static Error of(@Nullable String re, ErrorCode code, String message) {
            return new Error(re, code.code(), message, code.retryable(), null, null);
        }
    }
}

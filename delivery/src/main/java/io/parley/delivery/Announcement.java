package io.parley.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Sealed;
import io.parley.api.account.user.Privacy;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a projection tells connected people, once the views show it. Announced at least once, in seq order per
 * conversation; whoever is not connected learns it from the views.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Announcement.EntryAdded.class, name = "entry"),
    @JsonSubTypes.Type(value = Announcement.ReceiptsMoved.class, name = "receipts"),
    @JsonSubTypes.Type(value = Announcement.ConversationChanged.class, name = "conversation"),
    @JsonSubTypes.Type(value = Announcement.TypingChanged.class, name = "typing"),
    @JsonSubTypes.Type(value = Announcement.PresenceChanged.class, name = "presence"),
    @JsonSubTypes.Type(value = Announcement.PrivacyChanged.class, name = "privacy"),
    @JsonSubTypes.Type(value = Announcement.SettingsChanged.class, name = "settings"),
    @JsonSubTypes.Type(value = Announcement.MessagesExpired.class, name = "expired"),
    @JsonSubTypes.Type(value = Announcement.SessionsEnded.class, name = "ended")
})
public sealed interface Announcement {
    /** Whose connections it goes to. */
    List<UserId> recipients();

    /** The context of the span that it follows from; null where that is not sampled, and of what is never traced. */
    default @Nullable String trace() {
        return null;
    }

    /** The same, following from that span, where it is of a kind that is traced. */
    default Announcement after(String trace) {
        return switch (this) {
            case EntryAdded entry ->
                new EntryAdded(entry.recipients, entry.conversation, entry.entry, entry.origin, trace);
            case ReceiptsMoved receipts ->
                new ReceiptsMoved(
                        receipts.recipients,
                        receipts.authors,
                        receipts.conversation,
                        receipts.size,
                        receipts.moved,
                        trace);
            case ConversationChanged _,
                    TypingChanged _,
                    MessagesExpired _,
                    PresenceChanged _,
                    PrivacyChanged _,
                    SettingsChanged _,
                    SessionsEnded _ -> this;
        };
    }

    /** The same, for whoever has the connections that it goes to. */
    default Announcement withoutRecipients() {
        return switch (this) {
            case EntryAdded entry ->
                new EntryAdded(List.of(), entry.conversation, entry.entry, entry.origin, entry.trace);
            case ReceiptsMoved receipts ->
                new ReceiptsMoved(
                        List.of(),
                        receipts.authors,
                        receipts.conversation,
                        receipts.size,
                        receipts.moved,
                        receipts.trace);
            case ConversationChanged changed ->
                new ConversationChanged(
                        List.of(), changed.conversation, changed.change, changed.kind, changed.members, changed.title);
            case TypingChanged typing -> new TypingChanged(List.of(), typing.conversation, typing.user, typing.on);
            case MessagesExpired expired -> new MessagesExpired(List.of(), expired.conversation, expired.upTo);
            case PresenceChanged _, PrivacyChanged _, SettingsChanged _, SessionsEnded _ -> this;
        };
    }

    /**
     * A new entry of a conversation.
     *
     * @param recipients who sees that entry
     * @param origin the connection that sent it and has its answer already; null where none did
     */
    record EntryAdded(
            List<UserId> recipients,
            ConversationId conversation,
            EntryView entry,
            @Nullable String origin,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String trace)
            implements Announcement {
        /** Not traced. */
        public EntryAdded(
                List<UserId> recipients, ConversationId conversation, EntryView entry, @Nullable String origin) {
            this(recipients, conversation, entry, origin, null);
        }
    }

    /**
     * Watermarks that moved; absolute values.
     *
     * @param recipients the authors, and those whose watermarks moved, who are told of their own
     * @param authors who wrote what was delivered or read by it
     * @param size how many are in the conversation
     */
    record ReceiptsMoved(
            List<UserId> recipients,
            Set<UserId> authors,
            ConversationId conversation,
            int size,
            List<Watermark> moved,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String trace)
            implements Announcement {
        /** Not traced. */
        public ReceiptsMoved(
                List<UserId> recipients,
                Set<UserId> authors,
                ConversationId conversation,
                int size,
                List<Watermark> moved) {
            this(recipients, authors, conversation, size, moved, null);
        }
    }

    /**
     * @param delivered and {@code read}: the highest seq so far, -1 for none
     * @param shared whether others than the member may be told of {@code read}
     * @param unsaid below {@code read}, of which others are not told whether it was read; null where there is nothing new of that kind
     */
    record Watermark(UserId member, long delivered, long read, boolean shared, GetVisible.@Nullable Range unsaid) {}

    /**
     * The recipients came to a conversation, are invited to it, or are no longer in it.
     *
     * @param members of a direct conversation; empty for a group
     * @param title of a group; null for a direct conversation
     */
    record ConversationChanged(
            List<UserId> recipients,
            ConversationId conversation,
            Change change,
            String kind,
            List<UserId> members,
            @Nullable Sealed title)
            implements Announcement {}

    enum Change {
        CREATED,
        INVITED,
        REMOVED,
        /** The person has blocked the other one. */
        BLOCKED
    }

    /** Somebody began to type, or stopped. Pushed before any view or event knows of it, and never again. */
    record TypingChanged(List<UserId> recipients, ConversationId conversation, UserId user, boolean on)
            implements Announcement {}

    /** Somebody came or went: the views say which by now. For every edge; who watches that person is known only there. */
    record PresenceChanged(UserId user) implements Announcement {
        @Override
        public List<UserId> recipients() {
            return List.of();
        }
    }

    /** A person lets others know more, or less. */
    record PrivacyChanged(UserId user, Privacy privacy, long version) implements Announcement {
        @Override
        public List<UserId> recipients() {
            return List.of(user);
        }
    }

    /**
     * A person keeps a conversation in another way.
     *
     * @param device on which it was changed
     */
    record SettingsChanged(UserId user, ConversationId conversation, DeviceId device, Settings settings)
            implements Announcement {
        @Override
        public List<UserId> recipients() {
            return List.of(user);
        }
    }

    /** Of messages up to that seq nothing is kept. */
    record MessagesExpired(List<UserId> recipients, ConversationId conversation, long upTo) implements Announcement {}

    /** A log-in has ended: its connections are closed and never welcome again. */
    record SessionsEnded(UserId user, DeviceId device, long sid) implements Announcement {
        @Override
        public List<UserId> recipients() {
            return List.of(user);
        }
    }
}

package io.parley.delivery;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a projection tells connected people, once the views show it. Announced at least once, in seq order per
 * conversation; whoever is not connected learns it from the views.
 */
public sealed interface Announcement {
    /** Whose connections it goes to. */
    List<UserId> recipients();

    /**
     * A new entry of a conversation.
     *
     * @param kind {@code started} or {@code message}
     * @param device, mid and {@code body}: null where the kind has none
     * @param origin the connection that sent it and has its answer already; null where none did
     */
    record EntryAdded(
            List<UserId> recipients,
            ConversationId conversation,
            long seq,
            String kind,
            UserId from,
            @Nullable DeviceId device,
            @Nullable UUID mid,
            @Nullable Sealed body,
            Instant time,
            @Nullable String origin)
            implements Announcement {}

    /** Watermarks that moved; absolute values. */
    record ReceiptsMoved(List<UserId> recipients, ConversationId conversation, List<Watermark> moved)
            implements Announcement {}

    /**
     * @param delivered and {@code read}: the highest seq so far, -1 for none
     * @param shared whether others than the member may be told of {@code read}
     */
    record Watermark(UserId member, long delivered, long read, boolean shared) {}

    /** A conversation that the recipients did not have before, or whose members changed. */
    record ConversationChanged(
            List<UserId> recipients, ConversationId conversation, Change change, String kind, List<UserId> members)
            implements Announcement {}

    enum Change {
        CREATED,
        CHANGED,
        REMOVED
    }

    /** A log-in has ended: its connections are closed and never welcome again. */
    record SessionsEnded(UserId user, DeviceId device, long sid) implements Announcement {
        @Override
        public List<UserId> recipients() {
            return List.of(user);
        }
    }
}

package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed for a person since a mark; answered with {@link Synced}. May repeat, never omits.
 *
 * @param mark a mark's text; null asks for everything
 * @param page {@link Synced#next} of the page before; null for the first
 */
public record SyncInbox(
        UserId user, @Nullable String mark, @Nullable String page, int limit) {
    /** @param mark where the next sync may start, once the last page is in */
    public record Synced(
            Outcome outcome, List<Head> heads, @Nullable String next, String mark) {}

    public enum Outcome {
        COMPLETE,
        CHANGED,
        RESET
    }

    /**
     * @param seq of the newest entry
     * @param unread messages by others above the person's read watermark
     */
    public record Head(
            ConversationId conversation,
            String kind,
            long seq,
            long unread,
            List<UserId> members,
            List<MemberWatermark> watermarks) {}

    /** @param delivered and {@code read}: the highest seq so far, -1 for none */
    public record MemberWatermark(UserId member, long delivered, long read) {}
}

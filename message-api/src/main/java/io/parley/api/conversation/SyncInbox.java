package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
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
    /** Of a conversation of up to so many, everybody in it is told how far each member got; of a larger one, how many got how far. */
    public static final int MOST_SHOWN_MEMBERS = 32;

    /** @param mark where the next sync may start, once the last page is in */
    public record Synced(
            Outcome outcome, List<Head> heads, @Nullable String next, String mark) {}

    public enum Outcome {
        COMPLETE,
        CHANGED,
        RESET
    }

    /** How a person stands to a conversation. */
    public enum Standing {
        MEMBER,
        INVITED,
        GONE,
        /** The person has blocked the other one. */
        BLOCKED
    }

    /**
     * @param title of a group, sealed; null for a direct conversation
     * @param picture of a group; null where it has none, and for a person who is not in it
     * @param size how many are in it now; 0 for a person who is not
     * @param admin whether the person is one
     * @param seq of the newest entry that the person may see, -1 for none
     * @param unread messages by others above the person's read watermark that the person may see
     * @param mentioned seq of the newest message that mentions the person; null where none does
     * @param request whether a stranger started it, and the person has neither answered nor agreed
     * @param settings the person's own
     * @param retention what the people of the conversation decided
     * @param expired seq up to which no message is kept, -1 for none
     * @param members of a direct conversation or a small group; empty for a larger one
     * @param watermarks of those members; of the person alone for a larger group
     */
    public record Head(
            ConversationId conversation,
            String kind,
            Standing standing,
            @Nullable Sealed title,
            @Nullable Picture picture,
            int size,
            boolean admin,
            long seq,
            long unread,
            @Nullable Long mentioned,
            boolean request,
            Settings settings,
            Retention retention,
            long expired,
            List<UserId> members,
            List<MemberWatermark> watermarks) {}

    /** @param seq of the entry that carries it, with which it is fetched */
    public record Picture(AssetId asset, long seq) {}

    /**
     * @param delivered and {@code read}: the highest seq so far, -1 for none
     * @param unsaid ranges at or below {@code read} of which the member did not say whether they read them; ascending
     */
    public record MemberWatermark(UserId member, long delivered, long read, List<GetVisible.Range> unsaid) {}
}

package io.parley.query.inbox;

import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.SyncInbox.MemberWatermark;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.query.conversation.Heads;
import io.parley.query.conversation.Heads.Placed;
import io.parley.query.conversation.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A person's conversations with their last messages, and what of them did not reach the person yet. */
public final class Inbox {
    private final Views views;
    private final Heads heads;
    private final History history;

    public Inbox(Views views, Heads heads, History history) {
        this.views = views;
        this.heads = heads;
        this.history = history;
    }

    /** @param last the last message; null where there is none */
    public record Row(Placed placed, @Nullable EntryView last) {}

    /**
     * @param entries by others, above the person's delivered watermark, oldest first
     * @param more there are further ones
     */
    public record Pending(ConversationId conversation, List<EntryView> entries, boolean more) {}

    /** Newest first, from that many on. */
    public List<Row> rows(UserId user, int from, int limit) {
        List<Placed> page = heads.of(user).stream().skip(from).limit(limit).toList();
        Map<String, Document> last = views.find(
                View.ENTRIES,
                page.stream()
                        .filter(one -> one.lastMessage() >= 0)
                        .map(Inbox::lastMessageId)
                        .toList());
        return page.stream()
                .map(one -> {
                    Document entry = last.get(lastMessageId(one));
                    return new Row(one, entry == null ? null : EntryDocument.read(entry, null));
                })
                .toList();
    }

    private static String lastMessageId(Placed placed) {
        return Keys.entry(placed.head().conversation(), placed.lastMessage());
    }

    /** Of every conversation in which something is pending, at most that many entries. */
    public List<Pending> pending(UserId user, int limit) {
        List<Pending> pending = new ArrayList<>();
        for (Placed placed : heads.of(user)) {
            long delivered = delivered(user, placed);
            if (placed.head().standing() == Standing.MEMBER
                    && delivered < placed.head().seq()) {
                GetHistory.Page page = history.above(user, placed.head().conversation(), delivered, limit);
                List<EntryView> entries = page.entries().stream()
                        .filter(entry -> !entry.from().equals(user))
                        .toList();
                if (!entries.isEmpty() || page.more()) {
                    pending.add(new Pending(placed.head().conversation(), entries, page.more()));
                }
            }
        }
        return pending;
    }

    private static long delivered(UserId user, Placed placed) {
        return placed.head().watermarks().stream()
                .filter(watermark -> watermark.member().equals(user))
                .mapToLong(MemberWatermark::delivered)
                .findFirst()
                .orElseThrow();
    }
}

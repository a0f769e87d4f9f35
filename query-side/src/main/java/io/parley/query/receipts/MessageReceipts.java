package io.parley.query.receipts;

import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.query.conversation.Membership;
import io.parley.query.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who has a message, who has read it, and since when. */
public final class MessageReceipts {
    private final Views views;
    private final Membership membership;

    public MessageReceipts(Views views, Membership membership) {
        this.views = views;
        this.membership = membership;
    }

    /** @param deliveredAt and {@code readAt}: null as long as it has not happened */
    public record MemberReceipt(
            String user,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    /** Of every member but the author; empty where the asking person may not see that entry. */
    public Optional<List<MemberReceipt>> of(UserId asking, ConversationId conversation, long seq) {
        return membership
                .visible(asking, conversation)
                .filter(visible -> contains(visible, seq))
                .map(visible -> receipts(conversation, seq));
    }

    private static boolean contains(GetVisible.Range visible, long seq) {
        return visible.from() <= seq && seq <= visible.to();
    }

    private List<MemberReceipt> receipts(ConversationId conversation, long seq) {
        String author = views.find(View.ENTRIES, Keys.entry(conversation, seq))
                .orElseThrow()
                .getString("f");
        Map<String, String> pointsOf =
                views.find(View.MEMBERS, conversation.value()).orElseThrow().get("m", Document.class).keySet().stream()
                        .filter(member -> !member.equals(author))
                        .collect(Collectors.toMap(
                                member -> member, member -> Keys.receiptPoints(conversation, new UserId(member), seq)));
        Map<String, Document> points = views.find(View.RECEIPT_POINTS, pointsOf.values());
        return pointsOf.entrySet().stream()
                .map(member -> new MemberReceipt(
                        member.getKey(),
                        reached(points.get(member.getValue()), "d", seq),
                        reached(points.get(member.getValue()), "r", seq)))
                .toList();
    }

    /** The time of the lowest watermark at or above the seq. */
    private static @Nullable Instant reached(@Nullable Document points, String which, long seq) {
        Document times = points == null ? null : points.get(which, Document.class);
        if (times == null) {
            return null;
        }
        return times.entrySet().stream()
                .filter(point -> Long.parseLong(point.getKey()) >= seq)
                .min(Map.Entry.comparingByKey((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other))))
                .map(point -> Instant.ofEpochMilli((Long) point.getValue()))
                .orElse(null);
    }
}

package io.parley.query.receipts;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembersDocument;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.query.conversation.Members;
import io.parley.query.conversation.Membership;
import io.parley.query.privacy.Privacies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who has a message, who has read it, and since when. */
public final class MessageReceipts {
    private final Views views;
    private final Membership membership;
    private final Members members;
    private final Privacies privacies;

    public MessageReceipts(Views views, Membership membership, Members members, Privacies privacies) {
        this.views = views;
        this.membership = membership;
        this.members = members;
        this.privacies = privacies;
    }

    /**
     * @param deliveredAt null as long as it has not happened
     * @param readAt also null where the member did not say so when it happened, or where the asking person does not say so themself
     */
    public record MemberReceipt(
            String user,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    /**
     * @param of members, but the author, who may see the message
     * @param delivered and {@code read}: how many of them it has reached
     * @param members one page of them, in the order in which they first joined
     */
    public record Reached(int of, int delivered, int read, List<MemberReceipt> members) {}

    /** Empty where the asking person may not see that entry. */
    public Optional<Reached> of(UserId asking, ConversationId conversation, long seq, int from, int limit) {
        return membership.visible(asking, conversation).contains(seq)
                ? Optional.of(
                        reached(receipts(conversation, seq, privacies.of(asking).readReceipts()), from, limit))
                : Optional.empty();
    }

    private static Reached reached(List<MemberReceipt> receipts, int from, int limit) {
        return new Reached(
                receipts.size(),
                Math.toIntExact(receipts.stream()
                        .filter(receipt -> receipt.deliveredAt() != null)
                        .count()),
                Math.toIntExact(receipts.stream()
                        .filter(receipt -> receipt.readAt() != null)
                        .count()),
                receipts.stream().skip(from).limit(limit).toList());
    }

    private List<MemberReceipt> receipts(ConversationId conversation, long seq, boolean withReads) {
        String author = views.find(View.ENTRIES, Keys.entry(conversation, seq))
                .orElseThrow()
                .getString("f");
        Document everybody = views.find(View.MEMBERS, conversation.value()).orElseThrow();
        Map<UserId, Document> others = members.memberships(conversation, MembersDocument.byNumber(everybody));
        others.keySet().removeIf(member -> member.value().equals(author));
        Set<UserId> seeing = others.keySet().stream()
                .filter(member -> MembershipDocument.sees(Objects.requireNonNull(others.get(member)), seq))
                .collect(Collectors.toSet());
        Map<String, Document> points = views.find(
                View.RECEIPT_POINTS,
                seeing.stream()
                        .map(member -> Keys.receiptPoints(conversation, member, seq))
                        .toList());
        // Who blocks the author looks like somebody who is not there.
        return others.keySet().stream()
                .filter(member -> MembersDocument.isDirect(everybody) || seeing.contains(member))
                .map(member ->
                        receipt(member, points.get(Keys.receiptPoints(conversation, member, seq)), seq, withReads))
                .toList();
    }

    private static MemberReceipt receipt(UserId member, @Nullable Document points, long seq, boolean withReads) {
        return new MemberReceipt(
                member.value(),
                reached(points, "d", seq).map(Point::time).orElse(null),
                withReads ? readAt(points, seq) : null);
    }

    /** What got there first counts: where that was not said, it stays so. */
    private static @Nullable Instant readAt(@Nullable Document points, long seq) {
        Optional<Point> unsaid = reached(points, "x", seq);
        return reached(points, "r", seq)
                .filter(said -> unsaid.isEmpty() || said.seq() < unsaid.get().seq())
                .map(Point::time)
                .orElse(null);
    }

    private record Point(long seq, Instant time) {}

    /** The lowest watermark at or above the seq. */
    private static Optional<Point> reached(@Nullable Document points, String which, long seq) {
        Document times = points == null ? null : points.get(which, Document.class);
        return times == null
                ? Optional.empty()
                : times.entrySet().stream()
                        .map(point -> new Point(
                                Long.parseLong(point.getKey()), Instant.ofEpochMilli((Long) point.getValue())))
                        .filter(point -> point.seq() >= seq)
                        .min(Comparator.comparingLong(Point::seq));
    }
}

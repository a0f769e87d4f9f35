package io.parley.query.conversation;

import io.parley.api.conversation.Retention;
import io.parley.api.conversation.SyncInbox.Head;
import io.parley.api.conversation.SyncInbox.MemberWatermark;
import io.parley.api.conversation.SyncInbox.Standing;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.MembershipDocument.Stand;
import io.parley.projections.view.MembershipDocument.Stay;
import io.parley.projections.view.ReceiptsDocument;
import io.parley.projections.view.RetentionDocument;
import io.parley.projections.view.SettingsDocument;
import io.parley.projections.view.View;
import io.parley.query.conversation.Heads.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One conversation as one person sees it; documents of {@link View}. */
final class Outlook {
    private static final long NONE = -1;

    private final UserId user;
    private final ConversationId conversation;
    private final Document head;
    private final Document membership;
    private final @Nullable Document group;
    private final List<UserId> shown;
    private final Map<String, Document> receipts;
    private final @Nullable Document settings;
    private final boolean sharesReads;
    private final List<Stay> stays;

    /**
     * @param shown whose watermarks the head says; empty for a large group
     * @param sharesReads whether the person tells others what they read, and so is told of others
     */
    Outlook(
            UserId user,
            ConversationId conversation,
            Document head,
            Document membership,
            @Nullable Document group,
            List<UserId> shown,
            Map<String, Document> receipts,
            @Nullable Document settings,
            boolean sharesReads) {
        this.user = user;
        this.conversation = conversation;
        this.head = head;
        this.membership = membership;
        this.group = group;
        this.shown = shown;
        this.receipts = receipts;
        this.settings = settings;
        this.sharesReads = sharesReads;
        this.stays = MembershipDocument.stays(membership).stream()
                .filter(stay -> stay.from() <= head.getLong("s"))
                .toList();
    }

    /** Empty for a conversation that the person has nothing of: an invitation that is over. */
    Optional<Placed> place() {
        Stand end = stays.isEmpty() ? null : stays.getLast().end();
        if (!stays.isEmpty() && end == null) {
            return Optional.of(asMember());
        }
        if (MembershipDocument.isInvited(membership)) {
            return Optional.of(asInvited());
        }
        return Optional.ofNullable(end).map(over -> group == null ? asBlocking(over) : asGone(over));
    }

    private Placed asMember() {
        long position = Math.max(head.getLong("p"), ownPosition());
        List<MemberWatermark> watermarks = new ArrayList<>(shown.size());
        for (UserId member : shown.isEmpty() ? List.of(user) : shown) {
            Document receipt = receipts.get(Keys.receipts(conversation, member));
            position = Math.max(position, ReceiptsDocument.position(receipt));
            watermarks.add(member.equals(user) ? own(receipt) : others(member, receipt));
        }
        Head shownHead = new Head(
                conversation,
                head.getString("k"),
                Standing.MEMBER,
                group == null ? null : GroupDocument.title(group, head.getLong("s")),
                group == null ? null : GroupDocument.picture(group, head.getLong("s")),
                group == null ? shown.size() : GroupDocument.size(group),
                MembershipDocument.isAdmin(membership),
                head.getLong("s"),
                unread(),
                MembershipDocument.mentioned(membership),
                isRequest(),
                SettingsDocument.read(settings),
                RetentionDocument.chosen(head),
                RetentionDocument.expired(head),
                shown,
                watermarks);
        return new Placed(shownHead, position, head.getLong("t"), number(head, "l"));
    }

    private long ownPosition() {
        return Math.max(membership.getLong("p"), SettingsDocument.position(settings));
    }

    /** Whoever started a direct conversation has the number 0. */
    private boolean isRequest() {
        int number = membership.getInteger("i");
        return group == null
                && number > 0
                && !head.get("o", new Document()).containsKey(String.valueOf(number))
                && !MembershipDocument.hasAgreed(membership);
    }

    private MemberWatermark own(@Nullable Document receipt) {
        return new MemberWatermark(
                user, ReceiptsDocument.delivered(receipt), ReceiptsDocument.read(receipt), List.of());
    }

    private MemberWatermark others(UserId member, @Nullable Document receipt) {
        return new MemberWatermark(
                member,
                ReceiptsDocument.delivered(receipt),
                sharesReads ? ReceiptsDocument.said(receipt) : NONE,
                sharesReads ? ReceiptsDocument.unsaid(receipt) : List.of());
    }

    private @Nullable Document ownReceipts() {
        return receipts.get(Keys.receipts(conversation, user));
    }

    private Placed asInvited() {
        return new Placed(
                outside(Standing.INVITED, Long.MAX_VALUE, NONE, List.of()),
                ownPosition(),
                MembershipDocument.invitedAt(membership),
                NONE);
    }

    /** What happened after they went is not theirs to know, not even that something happened. */
    private Placed asGone(Stand end) {
        return ended(outside(Standing.GONE, end.seq(), end.seq(), List.of()), end);
    }

    /** Nor what the other does meanwhile. */
    private Placed asBlocking(Stand end) {
        return ended(outside(Standing.BLOCKED, end.seq(), end.seq(), shown), end);
    }

    private Placed ended(Head ended, Stand end) {
        long position = Math.max(ownPosition(), ReceiptsDocument.position(ownReceipts()));
        return new Placed(ended, position, end.time(), end.lastMessage());
    }

    private Head outside(Standing standing, long titleAt, long seq, List<UserId> members) {
        return new Head(
                conversation,
                head.getString("k"),
                standing,
                group == null ? null : GroupDocument.title(group, titleAt),
                null,
                0,
                false,
                seq,
                unread(),
                null,
                false,
                SettingsDocument.read(settings),
                Retention.FOREVER,
                RetentionDocument.expired(head),
                members,
                List.of(own(ownReceipts())));
    }

    /**
     * In every stay, all messages less the own ones, above the read watermark. Heads and receipts come from two processing groups: where
     * the receipts are ahead for a moment, nothing is unread.
     */
    private long unread() {
        Document receipt = ownReceipts();
        long read = ReceiptsDocument.read(receipt);
        long unread = 0;
        for (Stay stay : stays) {
            Stand end = stay.end();
            if (end == null || read < end.seq()) {
                long before = receipt != null && read >= stay.from()
                        ? receipt.getLong("n") - receipt.getLong("o")
                        : others(stay.start());
                unread += Math.max(0, (end == null ? othersNow() : others(end)) - before);
            }
        }
        return unread;
    }

    private static long others(Stand stand) {
        return stand.messages() - stand.own();
    }

    private long othersNow() {
        Long own = head.get("o", new Document()).getLong(String.valueOf(membership.getInteger("i")));
        return head.getLong("n") - (own == null ? 0 : own);
    }

    private static long number(@Nullable Document document, String field) {
        return document == null || document.getLong(field) == null ? NONE : document.getLong(field);
    }
}

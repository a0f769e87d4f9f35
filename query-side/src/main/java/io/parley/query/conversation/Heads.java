package io.parley.query.conversation;

import io.parley.api.conversation.SyncInbox.Head;
import io.parley.api.conversation.SyncInbox.MemberWatermark;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A person's conversations, newest first, put together from the views. */
public final class Heads {
    private static final long NONE = -1;

    private final Views views;

    public Heads(Views views) {
        this.views = views;
    }

    /**
     * A head and where it stands.
     *
     * @param position of the last change to the conversation or to anybody's watermarks in it
     * @param time of the last entry, in milliseconds since 1970
     * @param lastMessage seq of the last message, -1 for none
     */
    public record Placed(Head head, long position, long time, long lastMessage) {}

    /** All of the person's conversations, newest first; ties in the order of their ids. */
    public List<Placed> of(UserId user) {
        Set<String> conversations = views.find(View.INBOX, user.value())
                .map(inbox -> inbox.get("c", Document.class).keySet())
                .orElse(Set.of());
        Map<String, Document> heads = views.find(View.HEADS, conversations);
        Map<String, Document> members = views.find(View.MEMBERS, heads.keySet());
        Map<String, Document> receipts = views.find(View.RECEIPTS, receiptIds(members));
        List<Placed> placed = new ArrayList<>(heads.size());
        heads.forEach((conversation, head) -> {
            Document in = members.get(conversation);
            if (in != null) {
                placed.add(place(user, new ConversationId(conversation), head, in, receipts));
            }
        });
        placed.sort(Comparator.comparingLong(Placed::time)
                .reversed()
                .thenComparing(one -> one.head().conversation().value()));
        return placed;
    }

    private static Collection<String> receiptIds(Map<String, Document> members) {
        List<String> ids = new ArrayList<>();
        members.forEach((conversation, in) -> in.get("m", Document.class)
                .keySet()
                .forEach(member -> ids.add(Keys.receipts(new ConversationId(conversation), new UserId(member)))));
        return ids;
    }

    private static Placed place(
            UserId user, ConversationId conversation, Document head, Document members, Map<String, Document> receipts) {
        Document in = members.get("m", Document.class);
        long position = head.getLong("p");
        List<MemberWatermark> watermarks = new ArrayList<>(in.size());
        Map<String, Document> reached = new HashMap<>();
        for (String member : in.keySet()) {
            UserId id = new UserId(member);
            Document receipt = receipts.get(Keys.receipts(conversation, id));
            if (receipt != null) {
                reached.put(member, receipt);
                position = Math.max(position, number(receipt, "p", NONE));
            }
            watermarks.add(new MemberWatermark(id, number(receipt, "d", NONE), number(receipt, "r", NONE)));
        }
        int own = in.get(user.value(), Document.class).getInteger("i");
        Head shown = new Head(
                conversation,
                head.getString("k"),
                head.getLong("s"),
                unread(head, own, reached.get(user.value())),
                in.keySet().stream().map(UserId::new).toList(),
                watermarks);
        return new Placed(shown, position, head.getLong("t"), number(head, "l", NONE));
    }

    /**
     * All messages less the own ones, above the read watermark. Heads and receipts come from two processing groups: where the
     * receipts are ahead for a moment, nothing is unread.
     */
    private static long unread(Document head, int own, @Nullable Document receipt) {
        long others = head.getLong("n") - number(head.get("o", new Document()), String.valueOf(own), 0);
        long readOthers = number(receipt, "n", 0) - number(receipt, "o", 0);
        return Math.max(0, others - readOthers);
    }

    private static long number(@Nullable Document document, String field, long otherwise) {
        return document == null || document.getLong(field) == null ? otherwise : document.getLong(field);
    }
}

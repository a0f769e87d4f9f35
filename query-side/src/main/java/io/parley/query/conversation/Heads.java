package io.parley.query.conversation;

import io.parley.api.conversation.SyncInbox;
import io.parley.api.conversation.SyncInbox.Head;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembersDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.query.privacy.Privacies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** A person's conversations, newest first, put together from the views. */
public final class Heads {
    private final Views views;
    private final Members members;
    private final Privacies privacies;

    public Heads(Views views, Members members, Privacies privacies) {
        this.views = views;
        this.members = members;
        this.privacies = privacies;
    }

    /**
     * A head and where it stands.
     *
     * @param position of the last change to the conversation that concerns the person, or to the watermarks in the head
     * @param time of the last entry that the person may see, in milliseconds since 1970
     * @param lastMessage seq of the last message that the person may see, -1 for none
     */
    public record Placed(Head head, long position, long time, long lastMessage) {}

    /** All of the person's conversations, newest first; ties in the order of their ids. */
    public List<Placed> of(UserId user) {
        List<String> conversations = List.copyOf(views.find(View.INBOX, user.value())
                .map(inbox -> inbox.get("c", Document.class).keySet())
                .orElse(Set.of()));
        Map<String, Document> own = views.find(
                View.MEMBERSHIPS,
                conversations.stream()
                        .map(one -> Keys.membership(new ConversationId(one), user))
                        .toList());
        Map<String, Document> heads = views.find(View.HEADS, conversations);
        Map<String, Document> groups = views.find(View.GROUPS, conversations);
        Map<String, List<UserId>> shown = shownMembers(heads, groups);
        Map<String, Document> receipts = views.find(View.RECEIPTS, receiptIds(user, heads.keySet(), shown));
        Map<String, Document> settings = views.find(
                View.SETTINGS,
                heads.keySet().stream()
                        .map(one -> Keys.settings(new ConversationId(one), user))
                        .toList());
        boolean sharesReads = privacies.of(user).readReceipts();
        List<Placed> placed = new ArrayList<>(heads.size());
        heads.forEach((conversation, head) -> {
            ConversationId id = new ConversationId(conversation);
            Document membership = own.get(Keys.membership(id, user));
            if (membership != null) {
                Outlook outlook = new Outlook(
                        user,
                        id,
                        head,
                        membership,
                        groups.get(conversation),
                        shown.getOrDefault(conversation, List.of()),
                        receipts,
                        settings.get(Keys.settings(id, user)),
                        sharesReads);
                outlook.place().ifPresent(placed::add);
            }
        });
        placed.sort(Comparator.comparingLong(Placed::time)
                .reversed()
                .thenComparing(one -> one.head().conversation().value()));
        return placed;
    }

    /** Both of the direct conversations, whether one blocks the other or not, and who is in the small groups. */
    private Map<String, List<UserId>> shownMembers(Map<String, Document> heads, Map<String, Document> groups) {
        List<String> small = heads.keySet().stream()
                .filter(one ->
                        !groups.containsKey(one) || GroupDocument.size(groups.get(one)) <= SyncInbox.MOST_SHOWN_MEMBERS)
                .toList();
        Map<String, Document> ofGroups = new HashMap<>();
        Map<String, List<UserId>> shown = new HashMap<>();
        views.find(View.MEMBERS, small).forEach((conversation, document) -> {
            if (groups.containsKey(conversation)) {
                ofGroups.put(conversation, document);
            } else {
                shown.put(conversation, MembersDocument.byNumber(document));
            }
        });
        shown.putAll(members.present(ofGroups));
        return shown;
    }

    private static List<String> receiptIds(UserId user, Set<String> conversations, Map<String, List<UserId>> shown) {
        List<String> ids = new ArrayList<>();
        for (String conversation : conversations) {
            ConversationId id = new ConversationId(conversation);
            ids.add(Keys.receipts(id, user));
            shown.getOrDefault(conversation, List.of()).stream()
                    .filter(member -> !member.equals(user))
                    .forEach(member -> ids.add(Keys.receipts(id, member)));
        }
        return ids;
    }
}

package io.parley.projections.conversation;

import com.mongodb.client.MongoDatabase;
import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembersDocument;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.RetentionDocument;
import io.parley.projections.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads the state of a conversation back from the views. */
final class StoredStates {
    private static final int IDS_PER_READ = 1_000;

    private final MongoDatabase views;

    StoredStates(MongoDatabase views) {
        this.views = views;
    }

    @Nullable
    ConversationState read(ConversationId conversation) {
        Document head = find(View.HEADS, conversation.value());
        Document members = find(View.MEMBERS, conversation.value());
        if (head == null || members == null) {
            return null;
        }
        List<UserId> byNumber = MembersDocument.byNumber(members);
        long[] messagesBy = new long[byNumber.size()];
        Document counts = head.get("o", new Document());
        counts.forEach((number, count) -> messagesBy[Integer.parseInt(number)] = (Long) count);
        Long lastMessage = head.getLong("l");
        ConversationState state = ConversationState.readBack(
                members.getString("k"),
                head.getLong("s"),
                head.getLong("n"),
                lastMessage == null ? -1 : lastMessage,
                title(conversation),
                byNumber,
                messagesBy,
                stays(conversation, byNumber));
        state.expire(RetentionDocument.expired(head));
        return state;
    }

    private @Nullable Sealed title(ConversationId conversation) {
        Document group = find(View.GROUPS, conversation.value());
        return group == null ? null : GroupDocument.title(group, Long.MAX_VALUE);
    }

    private List<List<Stay>> stays(ConversationId conversation, List<UserId> members) {
        List<String> ids = members.stream()
                .map(member -> Keys.membership(conversation, member))
                .toList();
        Map<String, Document> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_READ) {
            List<String> some = ids.subList(from, Math.min(from + IDS_PER_READ, ids.size()));
            for (Document document : views.getCollection(View.MEMBERSHIPS.collection())
                    .find(new Document("_id", new Document("$in", some)))) {
                found.put(document.getString("_id"), document);
            }
        }
        List<List<Stay>> stays = new ArrayList<>(ids.size());
        for (String id : ids) {
            Document membership = found.get(id);
            stays.add(
                    membership == null
                            ? List.of()
                            : MembershipDocument.stays(membership).stream()
                                    .map(stay -> new Stay(
                                            stay.from(),
                                            stay.end() == null
                                                    ? Stay.OPEN
                                                    : stay.end().seq()))
                                    .toList());
        }
        return stays;
    }

    private @Nullable Document find(View view, String id) {
        return views.getCollection(view.collection())
                .find(new Document("_id", id))
                .first();
    }
}

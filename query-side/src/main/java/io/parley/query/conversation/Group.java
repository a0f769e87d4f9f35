package io.parley.query.conversation;

import io.parley.api.conversation.SyncInbox;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/** Who is in a conversation. */
public final class Group {
    private final Views views;

    public Group(Views views) {
        this.views = views;
    }

    /** @param invited they were asked and have not answered; see {@link SyncInbox.Standing} */
    public record Member(UserId user, boolean invited, boolean admin) {}

    /** Members in the order in which they first joined, then those who are invited; empty where the asking person is neither. */
    public Optional<List<Member>> members(UserId asking, ConversationId conversation) {
        return views.find(View.MEMBERSHIPS, Keys.membership(conversation, asking))
                .filter(own -> MembershipDocument.isMember(own) || MembershipDocument.isInvited(own))
                .flatMap(own -> views.find(View.MEMBERS, conversation.value()))
                .map(members -> members(conversation, members));
    }

    private List<Member> members(ConversationId conversation, Document members) {
        Document numbers = members.get("m", new Document());
        List<UserId> everybody = Stream.concat(
                        numbers.keySet().stream()
                                .sorted((one, other) ->
                                        Integer.compare(numbers.getInteger(one), numbers.getInteger(other))),
                        members.get("i", new Document()).keySet().stream()
                                .filter(invited -> !numbers.containsKey(invited)))
                .map(UserId::new)
                .toList();
        Map<String, Document> memberships = views.find(
                View.MEMBERSHIPS,
                everybody.stream()
                        .map(member -> Keys.membership(conversation, member))
                        .toList());
        return everybody.stream()
                .flatMap(member -> Optional.ofNullable(memberships.get(Keys.membership(conversation, member)))
                        .flatMap(membership -> member(member, membership))
                        .stream())
                .toList();
    }

    private static Optional<Member> member(UserId user, Document membership) {
        if (MembershipDocument.isMember(membership)) {
            return Optional.of(new Member(user, false, MembershipDocument.isAdmin(membership)));
        }
        return MembershipDocument.isInvited(membership) ? Optional.of(new Member(user, true, false)) : Optional.empty();
    }
}

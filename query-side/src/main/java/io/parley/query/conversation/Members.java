package io.parley.query.conversation;

import io.parley.api.conversation.GetInboxConversations;
import io.parley.api.conversation.GetMembers;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembersDocument;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** Who is in which conversation, and who is asked to be. */
public final class Members {
    private final Views views;

    public Members(Views views) {
        this.views = views;
    }

    /** @param invited they were asked and have not answered */
    public record Member(UserId user, boolean invited, boolean admin) {}

    /** Members in the order in which they first joined, then those who are invited; empty where the asking person is neither. */
    public Optional<List<Member>> shownTo(UserId asking, ConversationId conversation) {
        return views.find(View.MEMBERSHIPS, Keys.membership(conversation, asking))
                .flatMap(own -> views.find(View.MEMBERS, conversation.value())
                        .filter(members -> MembersDocument.isDirect(members)
                                || MembershipDocument.isMember(own)
                                || MembershipDocument.isInvited(own)))
                .map(members -> MembersDocument.isDirect(members) ? both(members) : all(conversation, members));
    }

    /** Nobody sees whether the other blocks them. */
    private static List<Member> both(Document members) {
        return MembersDocument.byNumber(members).stream()
                .map(user -> new Member(user, false, false))
                .toList();
    }

    private List<Member> all(ConversationId conversation, Document members) {
        List<UserId> joined = MembersDocument.byNumber(members);
        List<UserId> everybody = new ArrayList<>(joined);
        MembersDocument.everInvited(members).stream()
                .map(UserId::new)
                .filter(invited -> !joined.contains(invited))
                .forEach(everybody::add);
        List<Member> all = new ArrayList<>();
        List<Member> invited = new ArrayList<>();
        memberships(conversation, everybody).forEach((user, membership) -> {
            if (MembershipDocument.isMember(membership)) {
                all.add(new Member(user, false, MembershipDocument.isAdmin(membership)));
            } else if (MembershipDocument.isInvited(membership)) {
                invited.add(new Member(user, true, false));
            }
        });
        all.addAll(invited);
        return all;
    }

    /**
     * Who is there now, in the order in which they first joined; all conversations in one look-up.
     *
     * @param members documents of {@link View#MEMBERS}, by conversation
     */
    Map<String, List<UserId>> present(Map<String, Document> members) {
        Map<String, Document> memberships = views.find(
                View.MEMBERSHIPS,
                members.entrySet().stream()
                        .flatMap(one -> MembersDocument.byNumber(one.getValue()).stream()
                                .map(user -> Keys.membership(new ConversationId(one.getKey()), user)))
                        .toList());
        Map<String, List<UserId>> present = new HashMap<>();
        members.forEach((conversation, document) -> present.put(
                conversation,
                MembersDocument.byNumber(document).stream()
                        .filter(user -> MembershipDocument.isMember(
                                memberships.get(Keys.membership(new ConversationId(conversation), user))))
                        .toList()));
        return present;
    }

    @QueryHandler
    GetMembers.Members handle(GetMembers query) {
        boolean tooLarge = views.find(View.GROUPS, query.conversation().value())
                .filter(group -> GroupDocument.size(group) > query.most())
                .isPresent();
        return new GetMembers.Members(
                tooLarge
                        ? Set.of()
                        : views.find(View.MEMBERS, query.conversation().value())
                                .map(members -> Set.copyOf(Objects.requireNonNull(
                                        present(Map.of(query.conversation().value(), members))
                                                .get(query.conversation().value()))))
                                .orElse(Set.of()));
    }

    @QueryHandler
    GetInboxConversations.Conversations handle(GetInboxConversations query) {
        return new GetInboxConversations.Conversations(views
                .find(View.INBOX, query.user().value())
                .map(inbox -> inbox.get("c", new Document()).keySet())
                .orElse(Set.of())
                .stream()
                .map(ConversationId::new)
                .collect(Collectors.toSet()));
    }

    /** Of those who have one, in the given order. */
    public Map<UserId, Document> memberships(ConversationId conversation, List<UserId> users) {
        Map<String, Document> found = views.find(
                View.MEMBERSHIPS,
                users.stream().map(user -> Keys.membership(conversation, user)).toList());
        Map<UserId, Document> memberships = LinkedHashMap.newLinkedHashMap(found.size());
        users.forEach(user -> {
            Document membership = found.get(Keys.membership(conversation, user));
            if (membership != null) {
                memberships.put(user, membership);
            }
        });
        return memberships;
    }
}

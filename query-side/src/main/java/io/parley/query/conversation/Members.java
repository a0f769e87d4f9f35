package io.parley.query.conversation;

import io.parley.api.conversation.GetInboxConversations;
import io.parley.api.conversation.GetMembers;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** Who is in which conversation now. */
public final class Members {
    private final Views views;

    public Members(Views views) {
        this.views = views;
    }

    @QueryHandler
    GetMembers.Members handle(GetMembers query) {
        boolean tooLarge = views.find(View.GROUPS, query.conversation().value())
                .filter(group -> GroupDocument.size(group) > query.most())
                .isPresent();
        return new GetMembers.Members(tooLarge ? Set.of() : now(query.conversation()));
    }

    private Set<UserId> now(ConversationId conversation) {
        Set<String> everybody = views.find(View.MEMBERS, conversation.value())
                .map(members -> members.get("m", new Document()).keySet())
                .orElse(Set.of());
        String prefix = Keys.membership(conversation, new UserId(""));
        return views
                .find(View.MEMBERSHIPS, everybody.stream().map(prefix::concat).toList())
                .entrySet()
                .stream()
                .filter(membership -> MembershipDocument.isMember(membership.getValue()))
                .map(membership -> new UserId(membership.getKey().substring(prefix.length())))
                .collect(Collectors.toSet());
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
}

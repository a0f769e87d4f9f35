package io.parley.query.conversation;

import io.parley.api.conversation.FindContacts;
import io.parley.api.conversation.FindContacts.Contacts;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** Who knows whom: what lets people add each other to groups without asking. */
public final class Acquaintances {
    private final Views views;

    public Acquaintances(Views views) {
        this.views = views;
    }

    @QueryHandler
    public Contacts handle(FindContacts query) {
        Set<UserId> contacts = new HashSet<>(correspondents(query.user(), query.others()));
        Set<UserId> others = new HashSet<>(query.others());
        others.removeAll(contacts);
        contacts.addAll(companions(query.user(), others));
        return new Contacts(contacts);
    }

    /** Whoever was written to has not agreed to anything; whoever wrote has. */
    private Set<UserId> correspondents(UserId user, Set<UserId> others) {
        Map<String, UserId> direct = new HashMap<>();
        others.forEach(other -> direct.put(ConversationId.direct(user, other).value(), other));
        Map<String, Document> heads = views.find(View.HEADS, direct.keySet());
        Map<String, Document> members = views.find(View.MEMBERS, heads.keySet());
        Set<UserId> wrote = new HashSet<>();
        heads.forEach((conversation, head) -> {
            UserId other = Objects.requireNonNull(direct.get(conversation));
            Document numbers =
                    members.getOrDefault(conversation, new Document()).get("m", new Document());
            Integer number = numbers.getInteger(other.value());
            if (number != null && head.get("o", new Document()).containsKey(String.valueOf(number))) {
                wrote.add(other);
            }
        });
        return wrote;
    }

    private Set<UserId> companions(UserId user, Set<UserId> others) {
        Set<String> own = conversations(views.find(View.INBOX, user.value()).orElseGet(Document::new));
        Map<String, Document> inboxes =
                views.find(View.INBOX, others.stream().map(UserId::value).toList());
        Map<String, UserId> memberships = new HashMap<>();
        List<String> ownMemberships = new ArrayList<>();
        inboxes.forEach((other, inbox) -> conversations(inbox).stream()
                .filter(own::contains)
                .map(ConversationId::new)
                .filter(shared -> !shared.equals(ConversationId.direct(user, new UserId(other))))
                .forEach(shared -> {
                    memberships.put(Keys.membership(shared, new UserId(other)), new UserId(other));
                    ownMemberships.add(Keys.membership(shared, user));
                }));
        Set<String> inside = new HashSet<>();
        views.find(View.MEMBERSHIPS, Set.copyOf(ownMemberships)).forEach((id, membership) -> {
            if (MembershipDocument.isMember(membership)) {
                inside.add(conversationOf(id));
            }
        });
        Set<UserId> companions = new HashSet<>();
        views.find(View.MEMBERSHIPS, memberships.keySet()).forEach((id, membership) -> {
            if (MembershipDocument.isMember(membership) && inside.contains(conversationOf(id))) {
                companions.add(memberships.get(id));
            }
        });
        return companions;
    }

    private static Set<String> conversations(Document inbox) {
        return inbox.get("c", new Document()).keySet();
    }

    private static String conversationOf(String membership) {
        return membership.substring(0, membership.indexOf(':'));
    }
}

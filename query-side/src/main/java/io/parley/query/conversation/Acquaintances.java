package io.parley.query.conversation;

import io.parley.api.conversation.FindContacts;
import io.parley.api.conversation.FindContacts.Contacts;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.UserDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** Who knows whom, which lets people add each other to groups without asking; and who wants nothing of whom. */
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
        Set<UserId> away = blocking(query.user(), query.others());
        away.addAll(erased(query.others()));
        contacts.removeAll(away);
        return new Contacts(contacts, away);
    }

    private Set<UserId> erased(Set<UserId> others) {
        Set<UserId> erased = new HashSet<>();
        views.find(View.USERS, others.stream().map(UserId::value).toList()).forEach((id, user) -> {
            if (UserDocument.isErased(user)) {
                erased.add(new UserId(id));
            }
        });
        return erased;
    }

    /** Those of the others who have blocked the person. */
    private Set<UserId> blocking(UserId user, Set<UserId> others) {
        return ended(others, other -> Keys.membership(ConversationId.direct(user, other), other));
    }

    /** Those of the others who have blocked the person, or whom the person has blocked. */
    public Set<UserId> estranged(UserId user, Set<UserId> others) {
        Set<UserId> estranged = new HashSet<>(blocking(user, others));
        estranged.addAll(ended(others, other -> Keys.membership(ConversationId.direct(user, other), user)));
        return estranged;
    }

    private Set<UserId> ended(Set<UserId> others, Function<UserId, String> membership) {
        Map<String, UserId> direct = new HashMap<>();
        others.forEach(other -> direct.put(membership.apply(other), other));
        Set<UserId> ended = new HashSet<>();
        views.find(View.MEMBERSHIPS, direct.keySet()).forEach((id, document) -> {
            if (MembershipDocument.isOver(document)) {
                ended.add(Objects.requireNonNull(direct.get(id)));
            }
        });
        return ended;
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

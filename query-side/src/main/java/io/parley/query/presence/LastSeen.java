package io.parley.query.presence;

import io.parley.api.account.user.Audience;
import io.parley.api.account.user.Privacy;
import io.parley.api.conversation.FindContacts;
import io.parley.api.id.UserId;
import io.parley.api.presence.GetPresence;
import io.parley.api.presence.GetPresence.Presence;
import io.parley.api.presence.GetPresence.Presences;
import io.parley.projections.view.LastSeenDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import io.parley.query.conversation.Acquaintances;
import io.parley.query.privacy.Privacies;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who is there, and who was when: the one place that says who may know. */
public final class LastSeen {
    private final Views views;
    private final Acquaintances acquaintances;
    private final Privacies privacies;

    public LastSeen(Views views, Acquaintances acquaintances, Privacies privacies) {
        this.views = views;
        this.acquaintances = acquaintances;
        this.privacies = privacies;
    }

    @QueryHandler
    Presences handle(GetPresence query) {
        Map<UserId, Privacy> privacy = privacies.of(query.people());
        Set<UserId> contacts = contacts(query.asking(), privacy);
        Set<UserId> estranged = acquaintances.estranged(query.asking(), query.people());
        Map<String, Document> seen = views.find(
                View.LAST_SEEN, query.people().stream().map(UserId::value).toList());
        return new Presences(privacy.entrySet().stream()
                .map(one -> presence(
                        one.getKey(),
                        one.getValue(),
                        contacts.contains(one.getKey()),
                        estranged.contains(one.getKey())
                                ? null
                                : seen.get(one.getKey().value())))
                .toList());
    }

    private Set<UserId> contacts(UserId asking, Map<UserId, Privacy> privacy) {
        Set<UserId> choosy = privacy.entrySet().stream()
                .filter(one -> one.getValue().presence() == Audience.CONTACTS
                        || one.getValue().lastSeen() == Audience.CONTACTS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return choosy.isEmpty()
                ? Set.of()
                : acquaintances.handle(new FindContacts(asking, choosy)).contacts();
    }

    /** @param seen null where the person was never there, or where that is not to be known */
    private static Presence presence(UserId user, Privacy privacy, boolean contact, @Nullable Document seen) {
        if (seen == null) {
            return new Presence(user, false, null);
        }
        boolean online = isFor(privacy.presence(), contact) && LastSeenDocument.isOnline(seen);
        boolean told = !online && isFor(privacy.lastSeen(), contact);
        return new Presence(user, online, told ? LastSeenDocument.last(seen).orElse(null) : null);
    }

    private static boolean isFor(Audience audience, boolean contact) {
        return switch (audience) {
            case EVERYBODY -> true;
            case CONTACTS -> contact;
            case NOBODY -> false;
        };
    }
}

package io.parley.query.presence;

import io.parley.api.conversation.FindContacts;
import io.parley.api.id.UserId;
import io.parley.api.presence.GetPresence;
import io.parley.api.presence.GetPresence.Presence;
import io.parley.api.presence.GetPresence.Presences;
import io.parley.projections.view.View;
import io.parley.query.conversation.Acquaintances;
import io.parley.query.view.Views;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who is there, and who was when: for those whom the person knows, who are in a group with them or have written to them. */
public final class LastSeen {
    private final Views views;
    private final Acquaintances acquaintances;

    public LastSeen(Views views, Acquaintances acquaintances) {
        this.views = views;
        this.acquaintances = acquaintances;
    }

    @QueryHandler
    Presences handle(GetPresence query) {
        Set<UserId> contacts = acquaintances
                .handle(new FindContacts(query.asking(), query.people()))
                .contacts();
        Map<String, Document> seen =
                views.find(View.LAST_SEEN, contacts.stream().map(UserId::value).toList());
        return new Presences(query.people().stream()
                .map(user -> presence(user, seen.get(user.value())))
                .toList());
    }

    /** @param seen null where the person was never there, or it is not to be known */
    private static Presence presence(UserId user, @Nullable Document seen) {
        if (seen == null) {
            return new Presence(user, false, null);
        }
        boolean online = seen.get("o", -1L) > seen.get("f", -1L);
        Long last = seen.getLong("t");
        return new Presence(user, online, online || last == null ? null : Instant.ofEpochMilli(last));
    }
}

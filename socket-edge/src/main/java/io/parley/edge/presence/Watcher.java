package io.parley.edge.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.GetPresence.Presence;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whom one session watches, with what it was told last of each. Whoever reads the views and tells the session holds this object's lock
 * meanwhile, or an older state could be told after a newer one.
 */
final class Watcher {
    private Map<UserId, Presence> told = Map.of();
    private Set<UserId> people = Set.of();

    Set<UserId> people() {
        return people;
    }

    /** Whatever is told next of each is news. */
    void watch(Set<UserId> others) {
        people = Set.copyOf(others);
        told = new HashMap<>();
    }

    /** Who comes and goes unseen makes no frame: it would say as much. From now on the session was told. */
    boolean isNews(Presence now) {
        return people.contains(now.user()) && !now.equals(told.put(now.user(), now));
    }
}

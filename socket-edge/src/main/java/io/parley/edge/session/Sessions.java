package io.parley.edge.session;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sessions of this edge. */
public final class Sessions {
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    public void add(Session session) {
        open.put(session.id(), session);
    }

    public void remove(Session session) {
        open.remove(session.id());
    }

    public @Nullable Session find(String id) {
        return open.get(id);
    }

    long over(Socket.Transport transport) {
        return open.values().stream()
                .filter(session -> session.isOver(transport))
                .count();
    }

    long queuedPushes() {
        return open.values().stream().mapToLong(Session::queuedPushes).sum();
    }

    /** A view that follows openings and closings. */
    public Collection<Session> all() {
        return open.values();
    }
}

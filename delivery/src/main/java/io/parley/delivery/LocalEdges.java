package io.parley.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The edges of this process, by incarnation. */
public final class LocalEdges implements Edges {
    private final Map<String, EdgeInbox> inboxes = new ConcurrentHashMap<>();

    @Override
    public void open(String edge, EdgeInbox inbox) {
        if (inboxes.putIfAbsent(edge, inbox) != null) {
            throw new IllegalStateException("edge " + edge + " is open already");
        }
    }

    @Override
    public void close(String edge) {
        inboxes.remove(edge);
    }

    /** Announcing is delivering. */
    @Override
    public boolean settle(String edge) {
        return true;
    }

    Collection<EdgeInbox> all() {
        return inboxes.values();
    }

    @Nullable
    EdgeInbox inboxOf(String edge) {
        return inboxes.get(edge);
    }
}

package io.parley.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The edges of this process, by incarnation. */
public final class LocalEdges {
    private final Map<String, EdgeInbox> inboxes = new ConcurrentHashMap<>();

    /** @param edge name of the incarnation, never used before */
    public void open(String edge, EdgeInbox inbox) {
        if (inboxes.putIfAbsent(edge, inbox) != null) {
            throw new IllegalStateException("edge " + edge + " is open already");
        }
    }

    public void close(String edge) {
        inboxes.remove(edge);
    }

    Collection<EdgeInbox> all() {
        return inboxes.values();
    }

    @Nullable
    EdgeInbox inboxOf(String edge) {
        return inboxes.get(edge);
    }
}

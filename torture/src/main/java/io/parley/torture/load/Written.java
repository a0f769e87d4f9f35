package io.parley.torture.load;

import io.parley.protocol.ServerFrame.Accepted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one device wrote in one conversation, and what it was answered. Thread-safe. */
public final class Written {
    private final Map<UUID, String> bodies = new LinkedHashMap<>();
    private final Map<UUID, Accepted> accepted = new LinkedHashMap<>();

    synchronized void write(UUID mid, String body) {
        bodies.put(mid, body);
    }

    synchronized void accepted(Accepted answer) {
        accepted.put(answer.mid(), answer);
    }

    /** In the order of writing. */
    public synchronized List<UUID> mids() {
        return List.copyOf(bodies.keySet());
    }

    public synchronized Map<UUID, String> bodies() {
        return Map.copyOf(bodies);
    }

    public synchronized Map<UUID, Accepted> accepted() {
        return Map.copyOf(accepted);
    }
}

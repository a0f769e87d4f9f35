package io.parley.client.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Survives the session, not the process. */
public final class MemorySessionStore implements SessionStore {
    private final Map<String, Long> seen = new LinkedHashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, UUID> lastAccepted = new HashMap<>();
    private final Map<UUID, Outgoing> outbox = new LinkedHashMap<>();
    private @Nullable String mark;

    @Override
    public synchronized SavedSession load() {
        return new SavedSession(
                mark,
                new LinkedHashMap<>(seen),
                Map.copyOf(read),
                Map.copyOf(lastAccepted),
                new ArrayList<>(outbox.values()));
    }

    @Override
    public synchronized void queued(Outgoing message) {
        outbox.put(message.mid(), message);
    }

    @Override
    public synchronized void accepted(String conversation, UUID mid) {
        outbox.remove(mid);
        lastAccepted.put(conversation, mid);
    }

    @Override
    public synchronized void dropped(UUID mid) {
        outbox.remove(mid);
    }

    @Override
    public synchronized void chained(String conversation, @Nullable UUID mid) {
        if (mid == null) lastAccepted.remove(conversation);
        else lastAccepted.put(conversation, mid);
    }

    @Override
    public synchronized void seen(String conversation, long seq) {
        seen.remove(conversation);
        seen.put(conversation, seq);
    }

    @Override
    public synchronized void read(String conversation, long seq) {
        read.put(conversation, seq);
    }

    @Override
    public synchronized void mark(@Nullable String newMark) {
        mark = newMark;
    }

    @Override
    public void close() {}
}

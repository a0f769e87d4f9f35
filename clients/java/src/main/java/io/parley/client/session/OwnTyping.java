package io.parley.client.session;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tells the server that the person types, as often as it needs to hear it. Lost where there is no connection. On the lane. */
final class OwnTyping {
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.TYPING_REFRESH_MS);

    private final Map<String, Long> told = new HashMap<>();
    private final Link link;

    OwnTyping(Link link) {
        this.link = link;
    }

    void set(String conversation, boolean on) {
        long now = System.nanoTime();
        Long last = told.get(conversation);
        boolean isNews = on ? last == null || now - last >= REFRESH_NANOS : last != null;
        if (!isNews || !link.isGreeted()) return;
        if (on) told.put(conversation, now);
        else told.remove(conversation);
        var _ = link.tell(new ClientFrame.Typing(conversation, on));
    }

    /** The server ended it: by a message, or with the connection. */
    void ended(String conversation) {
        told.remove(conversation);
    }

    void endedEverywhere() {
        told.clear();
    }
}

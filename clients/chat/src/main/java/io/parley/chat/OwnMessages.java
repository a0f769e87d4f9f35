package io.parley.chat;

import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last own messages of each conversation, and how far they have come. Thread-safe. */
final class OwnMessages {
    private static final int KEPT = 200;
    private static final int ANNOUNCED_KEPT = 10_000;
    private static final long NOT_YET = -1;

    private final Map<String, Deque<Own>> byConversation = new HashMap<>();
    private final Map<String, Watermark> others = new HashMap<>();

    private final Set<UUID> announced = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > ANNOUNCED_KEPT;
        }
    });

    /** A message; the seq is -1 while it waits. */
    record Own(UUID mid, String body, long seq) {}

    synchronized void waiting(String conversation, UUID mid, String body) {
        add(conversation, new Own(mid, body, NOT_YET));
    }

    /** Answers false where it was known as sent before. */
    synchronized boolean sent(String conversation, UUID mid, @Nullable String body, long seq) {
        Own known = find(conversation, mid).orElse(null);
        if (known != null && known.seq() != NOT_YET) return false;
        String text = known != null ? known.body() : body == null ? "" : body;
        if (known != null) of(conversation).remove(known);
        add(conversation, new Own(mid, text, seq));
        return true;
    }

    synchronized void dropped(String conversation, UUID mid) {
        find(conversation, mid).ifPresent(own -> of(conversation).remove(own));
    }

    private void add(String conversation, Own own) {
        Deque<Own> messages = of(conversation);
        messages.addLast(own);
        if (messages.size() > KEPT) messages.removeFirst();
    }

    private Deque<Own> of(String conversation) {
        return byConversation.computeIfAbsent(conversation, unseen -> new ArrayDeque<>());
    }

    private Optional<Own> find(String conversation, UUID mid) {
        return of(conversation).stream().filter(own -> own.mid().equals(mid)).findFirst();
    }

    synchronized boolean isKnown(String conversation, UUID mid) {
        return find(conversation, mid).isPresent();
    }

    /** The text of the message with this seq. */
    synchronized Optional<String> at(String conversation, long seq) {
        return of(conversation).stream()
                .filter(own -> own.seq() == seq)
                .map(Own::body)
                .findFirst();
    }

    /** Whether it comes to the screen for the first time; from now on it has. */
    synchronized boolean announce(UUID mid) {
        return announced.add(mid);
    }

    /** Takes what the other one has. */
    synchronized void reached(String conversation, List<Watermark> moved, @Nullable String self) {
        moved.stream()
                .filter(one -> !one.user().equals(self))
                .forEach(one -> others.merge(conversation, one, Watermark::and));
    }

    synchronized Optional<Own> last(String conversation) {
        return Optional.ofNullable(of(conversation).peekLast());
    }

    /** The newest that has come this far at least. */
    synchronized Optional<Own> lastAt(String conversation, Tick tick) {
        return of(conversation).reversed().stream()
                .filter(own -> tick(conversation, own.seq()).compareTo(tick) >= 0)
                .findFirst();
    }

    synchronized Tick tick(String conversation, long seq) {
        Watermark other = others.get(conversation);
        if (seq == NOT_YET) return Tick.WAITING;
        if (other == null || other.delivered() < seq) return Tick.SENT;
        return other.hasRead(seq) ? Tick.READ : Tick.DELIVERED;
    }
}

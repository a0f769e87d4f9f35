package io.parley.edge.typing;

import io.parley.api.id.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one session says of typing, in its order: one step at a time, and what does not fit is dropped. */
final class TypingLine {
    private static final int MOST_WAITING = 32;
    /** Conversations in which one session may be typing at once. */
    private static final int MOST_CONVERSATIONS = 16;

    private final Deque<Step> waiting = new ArrayDeque<>(1);
    private final Map<ConversationId, Instant> checked = new HashMap<>(1);
    private boolean running;

    enum What {
        ON,
        OFF,
        SENT,
        LEFT
    }

    record Step(ConversationId conversation, What what) {}

    /** Whether the caller has to run the steps. */
    synchronized boolean add(Step step) {
        boolean mayDrop = step.what() == What.ON || step.what() == What.OFF;
        if (!step.equals(waiting.peekLast()) && (!mayDrop || waiting.size() < MOST_WAITING)) {
            waiting.add(step);
        }
        boolean first = !running && !waiting.isEmpty();
        running |= first;
        return first;
    }

    synchronized @Nullable Step next() {
        Step next = waiting.poll();
        running = next != null;
        return next;
    }

    /** Whether it was seen a moment ago that the person is in that conversation. */
    synchronized boolean isChecked(ConversationId conversation, Instant now, Duration moment) {
        Instant at = checked.get(conversation);
        return at != null && at.plus(moment).isAfter(now);
    }

    /** False where the session types in too many conversations already. */
    synchronized boolean check(ConversationId conversation, Instant now) {
        if (checked.size() >= MOST_CONVERSATIONS && !checked.containsKey(conversation)) {
            return false;
        }
        checked.put(conversation, now);
        return true;
    }

    synchronized void forget(ConversationId conversation) {
        checked.remove(conversation);
    }

    /** Where the session types, or did a moment ago. */
    synchronized Set<ConversationId> conversations() {
        return Set.copyOf(checked.keySet());
    }
}

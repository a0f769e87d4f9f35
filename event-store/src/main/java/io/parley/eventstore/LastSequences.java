package io.parley.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last sequence of the aggregates that were written to lately, so that a busy one costs no look-up on disk. Used by
 * the writer's thread alone.
 */
final class LastSequences {
    static final long NONE = -1;

    private final EventReader events;
    private final Map<String, Long> newestLast;

    /** @param remembered aggregates at most; more than a batch has */
    LastSequences(EventReader events, int remembered) {
        this.events = events;
        this.newestLast = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > remembered;
            }
        };
    }

    /** {@link #NONE} if it has no events. */
    long of(String aggregate) {
        return newestLast.computeIfAbsent(
                aggregate, any -> events.lastSequence(any, Long.MAX_VALUE).orElse(NONE));
    }

    void moved(String aggregate, long last) {
        newestLast.put(aggregate, last);
    }
}

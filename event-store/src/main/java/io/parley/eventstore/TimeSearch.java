package io.parley.eventstore;

import java.time.Instant;

/**
 * Finds where a time begins, although clocks step back: each record also carries the latest timestamp up to it, which
 * only rises, and where that first reaches a time stands the first event of that time or later.
 */
final class TimeSearch {
    private TimeSearch() {}

    /** The last position before the first event at or after a time; the head if all are earlier. */
    static long lastBefore(Instant time, long head, EventReader events) {
        long wanted = RecordCodec.epochNanos(time);
        long before = EventReader.BEFORE_FIRST;
        long beyond = head + 1;
        while (beyond - before > 1) {
            long middle = before + (beyond - before) / 2;
            if (events.newestAt(middle) < wanted) {
                before = middle;
            } else {
                beyond = middle;
            }
        }
        return before;
    }
}

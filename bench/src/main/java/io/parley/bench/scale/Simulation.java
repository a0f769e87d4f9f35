package io.parley.bench.scale;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Events in the order of their time, at the same time in the order in which they were planned. Time is microseconds and nobody's clock. */
final class Simulation {
    static final long MILLISECOND = 1_000;
    static final long SECOND = 1_000_000;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private long now;
    private long planned;

    private record Event(long time, long number, Runnable what) {}

    long now() {
        return now;
    }

    void after(long micros, Runnable what) {
        if (micros < 0) {
            throw new IllegalArgumentException("Nothing happens " + -micros + " µs ago");
        }
        events.add(new Event(now + micros, planned++, what));
    }

    /** Until nothing is left to happen, or the time is over: then whatever is left does not happen. */
    void run(long until) {
        while (!events.isEmpty() && events.peek().time() <= until) {
            Event next = events.remove();
            now = next.time();
            next.what().run();
        }
    }
}

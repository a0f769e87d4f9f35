package io.parley.eventstore;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published head, the newest events in memory, and those who wait for more. One thread publishes. What every reader has taken is let go of with
 * the next publication: kept until there is no room, it would outlive its generation in the heap, and each collection would copy all of it.
 */
final class EventTail {
    private static final Logger log = LoggerFactory.getLogger(EventTail.class);

    record Entry(long position, TrackedEventMessage<?> event, int bytes) {}

    private final AtomicReferenceArray<@Nullable Entry> ring;
    private final long maxBytes;
    private long bytes;
    private volatile long oldest;
    private volatile long head;

    private final Set<LongSupplier> readers = new CopyOnWriteArraySet<>();
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition published = waiting.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();

    private record Listener(Object identity, Runnable callback) {}

    EventTail(int maxEvents, long maxBytes, long head) {
        this.ring = new AtomicReferenceArray<>(maxEvents);
        this.maxBytes = maxBytes;
        this.head = head;
        this.oldest = head + 1;
    }

    long head() {
        return head;
    }

    /** The first position in memory; one above the head if none is. */
    long oldest() {
        return oldest;
    }

    /** Null for what is not, or no longer, in memory. */
    @Nullable
    TrackedEventMessage<?> at(long position) {
        Entry entry = ring.get(slot(position));
        return position <= head && entry != null && entry.position() == position ? entry.event() : null;
    }

    /** Makes events visible that follow the head without a gap. */
    void publish(List<Entry> events) {
        letGoUpTo(Math.min(takenByAll(), head));
        for (Entry entry : events) {
            makeRoom(entry);
            ring.set(slot(entry.position()), entry);
            bytes += entry.bytes();
        }
        head = events.getLast().position();
    }

    private void makeRoom(Entry entry) {
        while (oldest < entry.position()
                && (entry.position() - oldest >= ring.length() || bytes + entry.bytes() > maxBytes)) {
            letGoUpTo(oldest);
        }
    }

    /** Where nobody reads, it is not known what a first one will want. */
    private long takenByAll() {
        return readers.stream().mapToLong(LongSupplier::getAsLong).min().orElse(oldest - 1);
    }

    private void letGoUpTo(long last) {
        for (long position = oldest; position <= last; position++) {
            Entry evicted = ring.get(slot(position));
            bytes -= evicted == null ? 0 : evicted.bytes();
            // Readers who find nothing then look at `oldest`: it must have risen by then.
            oldest = position + 1;
            ring.set(slot(position), null);
        }
    }

    private int slot(long position) {
        return (int) (position % ring.length());
    }

    /**
     * Somebody reads in order, until that is cancelled.
     *
     * @param taken the position up to which this reader asks for nothing again; called by the publishing thread, so it must not block
     */
    Registration read(LongSupplier taken) {
        readers.add(taken);
        return () -> readers.remove(taken);
    }

    Registration onPublished(Runnable callback) {
        Listener listener = new Listener(new Object(), callback);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells everybody who waits; called after {@link #publish}. */
    void wake() {
        if (waiters.get() > 0) {
            waiting.lock();
            try {
                published.signalAll();
            } finally {
                waiting.unlock();
            }
        }
        for (Listener listener : listeners) {
            try {
                listener.callback().run();
            } catch (RuntimeException e) {
                log.warn("A stream's callback failed; the stream finds the events at its next look", e);
            }
        }
    }

    /** Returns when there is something beyond a position, at the latest after that many nanoseconds. */
    void awaitBeyond(long position, long nanos) throws InterruptedException {
        waiting.lock();
        try {
            waiters.incrementAndGet();
            long left = nanos;
            while (head <= position && left > 0) {
                left = published.awaitNanos(left);
            }
        } finally {
            waiters.decrementAndGet();
            waiting.unlock();
        }
    }
}

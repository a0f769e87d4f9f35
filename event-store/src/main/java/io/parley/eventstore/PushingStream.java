package io.parley.eventstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Events from a position on: from memory at the tail, from disk behind it. Safe for several threads, since a pooled
 * processor's coordinator looks for more while its next run may already read.
 */
final class PushingStream implements TrackingEventStream {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RocksEventStorageEngine engine;
    private final EventTail tail;
    private final ReentrantLock reading = new ReentrantLock();
    private Iterator<TrackedEventMessage<?>> disk = Collections.emptyIterator();
    /** Written under the lock; the writer of the store reads it, and must not wait for a reader. */
    private volatile long taken;

    private @Nullable TrackedEventMessage<?> next;
    private volatile boolean closed;
    private final Registration reader;
    private Registration callback = () -> true;

    /** @param position the last one that is not wanted */
    PushingStream(RocksEventStorageEngine engine, long position) {
        this.engine = engine;
        this.tail = engine.tail();
        this.taken = position;
        this.reader = tail.read(() -> taken);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        reading.lock();
        try {
            return Optional.ofNullable(look());
        } finally {
            reading.unlock();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (peek().isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            tail.awaitBeyond(taken, Math.min(left, LONGEST_WAIT_NANOS));
        }
        return true;
    }

    /** @throws IllegalStateException once the stream is closed */
    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackedEventMessage<?> event = poll();
            if (event != null) {
                return event;
            }
            if (closed) {
                throw new IllegalStateException("the stream is closed");
            }
            tail.awaitBeyond(taken, LONGEST_WAIT_NANOS);
        }
    }

    private @Nullable TrackedEventMessage<?> poll() {
        reading.lock();
        try {
            TrackedEventMessage<?> event = look();
            next = null;
            return event;
        } finally {
            reading.unlock();
        }
    }

    private @Nullable TrackedEventMessage<?> look() {
        if (next == null && !closed) {
            next = fetch();
        }
        return next;
    }

    /** Reads a stretch of the disk to its end before it looks at memory: upcasting may make several events of one. */
    private @Nullable TrackedEventMessage<?> fetch() {
        while (!disk.hasNext()) {
            if (taken >= tail.head()) {
                return null;
            }
            long following = taken + 1;
            TrackedEventMessage<?> inMemory = tail.at(following);
            if (inMemory != null) {
                taken = following;
                return inMemory;
            }
            long end = Math.min(tail.head(), tail.oldest() - 1);
            if (end > taken) {
                disk = engine.read(taken, end).iterator();
                taken = end;
            }
        }
        return disk.next();
    }

    /** Runs it on the writer's thread after each publication, and at once if there is something to read already. */
    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        reading.lock();
        try {
            callback.cancel();
            callback = tail.onPublished(onAvailable);
        } finally {
            reading.unlock();
        }
        if (peek().isPresent()) {
            onAvailable.run();
        }
        return true;
    }

    @Override
    public void close() {
        reading.lock();
        try {
            closed = true;
            next = null;
            disk = Collections.emptyIterator();
            callback.cancel();
            reader.cancel();
        } finally {
            reading.unlock();
        }
    }
}

package io.parley.eventstore;

import io.parley.eventstore.Append.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for the writer. Callers add and wait, the writer takes all there is, and at the end nobody is forgotten. */
final class AppendQueue {
    private static final int BATCH_EVENTS = 2_048;
    private static final long BATCH_BYTES = 4L << 20;

    private final BlockingQueue<Append> waiting;
    private final Duration timeout;
    private volatile boolean closing;
    private volatile boolean ended;

    AppendQueue(int bound, Duration timeout) {
        this.waiting = new ArrayBlockingQueue<>(bound);
        this.timeout = timeout;
    }

    int depth() {
        return waiting.size();
    }

    /** @throws AppendTimeoutException if there was no room, or no answer, in time */
    Outcome submit(Append append) {
        if (closing) {
            return new Outcome.Closed();
        }
        offer(append);
        // The writer sets `ended` before it empties the queue for the last time: one of us two sees the other.
        if (ended && waiting.remove(append)) {
            return new Outcome.Closed();
        }
        return append.await(timeout);
    }

    private void offer(Append append) {
        try {
            if (!waiting.offer(append) && !waiting.offer(append, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw AppendTimeoutException.noRoom(timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AppendTimeoutException.interrupted();
        }
    }

    /** Waits for the first, then takes what else is there, up to a batch. Empty once closed and drained. */
    List<Append> take() {
        Append first = first();
        if (first == null) {
            return List.of();
        }
        List<Append> batch = new ArrayList<>();
        long bytes = 0;
        int events = 0;
        for (Append next = first; next != null; next = waiting.poll()) {
            batch.add(next);
            bytes += next.bytes();
            events += next.events().size();
            if (bytes >= BATCH_BYTES || events >= BATCH_EVENTS) {
                break;
            }
        }
        return batch;
    }

    private @Nullable Append first() {
        while (!closing) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                // close() interrupts after it has set `closing`
            }
        }
        return waiting.poll();
    }

    void refuseMore() {
        closing = true;
    }

    void end() {
        ended = true;
        for (Append left = waiting.poll(); left != null; left = waiting.poll()) {
            left.answer(new Outcome.Closed());
        }
    }
}

package io.parley.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Events that are stored together or not at all, and their caller who waits. */
final class Append {
    private final List<PendingEvent> events;
    private final long bytes;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable Outcome outcome;

    Append(List<PendingEvent> events) {
        this.events = events;
        this.bytes = events.stream().mapToLong(event -> event.value().length).sum();
    }

    sealed interface Outcome {
        record Stored() implements Outcome {}

        record Clash(StoredRecord.Origin taken) implements Outcome {}

        record Fenced(Throwable cause) implements Outcome {}

        record Closed() implements Outcome {}
    }

    List<PendingEvent> events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    void answer(Outcome given) {
        outcome = given;
        answered.countDown();
    }

    /** Waits on through interrupts, since the events may be stored whether or not anybody waits. */
    Outcome await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    boolean inTime = answered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    Outcome given = outcome;
                    if (!inTime || given == null) {
                        throw AppendTimeoutException.noAnswer(limit);
                    }
                    return given;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

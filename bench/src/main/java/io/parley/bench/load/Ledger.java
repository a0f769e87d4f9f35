package io.parley.bench.load;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * What became of the messages of one conversation with one sender, whose n-th message has seq n. Anything lost, doubled or out of order is
 * an {@link IllegalStateException}. Not thread-safe.
 */
public final class Ledger {
    private final Queue<Long> incomplete = new ArrayDeque<>();
    private long sent;
    private long accepted;
    private long arrived;
    private long completed;

    /** @return the number of the message, from 1 */
    public long sent(long time) {
        incomplete.add(time);
        return ++sent;
    }

    public void accepted(long seq) {
        expect(++accepted, seq, "The answer to message");
        if (seq > sent) {
            throw new IllegalStateException("Message " + seq + " was accepted but never sent");
        }
    }

    public void arrived(long seq) {
        expect(++arrived, seq, "Message");
    }

    /** Tells the times at which the messages that are now complete were sent, oldest first. */
    public void receipts(long delivered, long read, LongConsumer complete) {
        if (Math.max(delivered, read) > arrived) {
            throw new IllegalStateException("A receipt for message " + Math.max(delivered, read) + " came, but only "
                    + arrived + " messages had arrived");
        }
        while (completed < Math.min(delivered, read)) {
            completed++;
            complete.accept(incomplete.remove());
        }
    }

    public long unanswered() {
        return sent - accepted;
    }

    public long accepted() {
        return accepted;
    }

    public long incomplete() {
        return sent - completed;
    }

    private static void expect(long wanted, long seq, String what) {
        if (seq != wanted) {
            throw new IllegalStateException(what + " " + seq + " came where " + wanted + " was due");
        }
    }
}

package io.parley.delivery.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the stream of an edge's incarnation was delivered. Thread-safe. */
final class Delivered {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition further = lock.newCondition();
    private String incarnation = "";
    private long number;

    void upTo(String reached, long reachedNumber) {
        lock.lock();
        try {
            incarnation = reached;
            number = reachedNumber;
            further.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return false if it took longer, or another incarnation took over */
    boolean await(String wanted, long wantedNumber, Duration within) {
        long left = within.toNanos();
        lock.lock();
        try {
            while (!incarnation.equals(wanted) || number < wantedNumber) {
                if (left <= 0) {
                    return false;
                }
                left = further.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}

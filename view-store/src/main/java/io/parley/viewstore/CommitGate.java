package io.parley.viewstore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps a commit from falling into a batch or a command. Two locks, because a batch's commands run on the server's
 * threads: with one, the command of a running batch would queue behind the commit that waits for this batch.
 */
final class CommitGate {
    private final ReentrantReadWriteLock batches = new ReentrantReadWriteLock(true);
    private final ReentrantReadWriteLock commands = new ReentrantReadWriteLock();

    Lock batch() {
        return batches.readLock();
    }

    <T> T command(Supplier<T> command) {
        commands.readLock().lock();
        try {
            return command.get();
        } finally {
            commands.readLock().unlock();
        }
    }

    /** Runs the action between batches and commands; false, without having run it, if they did not end in time. */
    boolean exclusively(Duration wait, Runnable action) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        if (!batches.writeLock().tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            if (!commands.writeLock().tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            try {
                action.run();
                return true;
            } finally {
                commands.writeLock().unlock();
            }
        } finally {
            batches.writeLock().unlock();
        }
    }
}

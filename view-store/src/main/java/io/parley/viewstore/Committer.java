package io.parley.viewstore;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only one that writes the file: between batches, each interval, and earlier when much is unsaved. */
final class Committer {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final long BYTES_PER_MIB = 1024 * 1024;
    private static final int COMPACT_EVERY = 10;
    /** The last commit took longer, so there is much to write: compacting waits for a quieter time. */
    private static final long QUIET_NANOS = Duration.ofMillis(20).toNanos();

    private static final Duration CLOSING_WAIT = Duration.ofSeconds(10);

    private final ViewFile file;
    private final CommitGate gate;
    private final EmbeddedMongoOptions options;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean closedCleanly;
    private volatile long lastPauseNanos;
    private long lastWriteNanos;
    private long commits;
    private long lastSync = System.nanoTime();

    Committer(ViewFile file, CommitGate gate, EmbeddedMongoOptions options) {
        this.file = file;
        this.gate = gate;
        this.options = options;
        this.thread = Thread.ofPlatform().daemon().name("view-store-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether more is unsaved than should be and the disk has no room for it: then nothing more is to be written. */
    boolean isOverfull() {
        return isMuchUnsaved() && !file.hasRoom();
    }

    private boolean isMuchUnsaved() {
        return file.unsavedBytes() > options.maxUnsavedMiB() * BYTES_PER_MIB;
    }

    Duration lastPause() {
        return Duration.ofNanos(lastPauseNanos);
    }

    /** Called after each command; new batches wait behind the commit that this may bring forward. */
    void changed() {
        if (isMuchUnsaved() && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        try {
            while (!closing) {
                wake.tryAcquire(options.commitInterval().toNanos(), TimeUnit.NANOSECONDS);
                wake.drainPermits();
                commit();
            }
            closedCleanly = gate.exclusively(options.commitWait(), file::close);
        } catch (InterruptedException | RuntimeException e) {
            failed(e);
        } finally {
            if (!closedCleanly) {
                file.abandon();
            }
        }
    }

    private void commit() throws InterruptedException {
        try {
            if (gate.exclusively(options.commitWait(), this::beginTimed)) {
                write();
                syncWhenDue();
                failure.set(null);
            } else {
                failed(new TimeoutException("batches kept the view store from committing for " + options.commitWait()));
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void beginTimed() {
        long start = System.nanoTime();
        file.beginCommit();
        if (++commits % COMPACT_EVERY == 0 && lastWriteNanos < QUIET_NANOS) {
            file.compact();
        }
        lastPauseNanos = System.nanoTime() - start;
    }

    private void write() {
        long start = System.nanoTime();
        file.awaitCommit();
        lastWriteNanos = System.nanoTime() - start;
    }

    /** Outside the gate: batches need not wait for the disk. */
    private void syncWhenDue() {
        long now = System.nanoTime();
        if (now - lastSync >= options.syncInterval().toNanos()) {
            file.sync();
            lastSync = now;
        }
    }

    private void failed(Throwable cause) {
        if (failure.getAndSet(cause) == null) {
            log.error("The views' file {} cannot be committed.", file, cause);
        }
    }

    /**
     * Commits a last time and closes the file; if a batch is still running after the wait, closes it without, as of the
     * commit before that batch. All on the committer's thread: an interrupt of this one would close the file's channel.
     */
    void close() {
        closing = true;
        wake.release();
        try {
            if (!thread.join(options.commitWait().multipliedBy(2).plus(CLOSING_WAIT)) || !closedCleanly) {
                throw new ViewStoreException(
                        "The views' file " + file + " was closed without its last changes; a replay fills them.",
                        failure.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewStoreException("Closing the views' file " + file + " was interrupted.", e);
        }
    }
}

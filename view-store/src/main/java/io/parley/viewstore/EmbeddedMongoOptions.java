package io.parley.viewstore;

import java.time.Duration;

/**
 * @param commitInterval how often what has changed goes to the file; a killed process loses at most this much (and what
 *     is in the batches that run), which a replay from the tokens in the same file fills
 * @param commitWait how long a commit, and closing, wait for running batches; past it the commit is given up until the
 *     next interval and counts as a failure
 * @param syncInterval how often the file is forced to disk; at most a minute, because space that is no longer needed is
 *     reused only after twice as long
 * @param cacheMiB pages kept in memory, MiB
 * @param maxUnsavedMiB memory of changes not yet committed, MiB, past which a commit comes early
 */
public record EmbeddedMongoOptions(
        Duration commitInterval, Duration commitWait, Duration syncInterval, int cacheMiB, int maxUnsavedMiB) {
    private static final Duration LONGEST_SYNC_INTERVAL = Duration.ofMinutes(1);

    public EmbeddedMongoOptions {
        requirePositive(commitInterval, "commitInterval");
        requirePositive(commitWait, "commitWait");
        requirePositive(syncInterval, "syncInterval");
        if (syncInterval.compareTo(LONGEST_SYNC_INTERVAL) > 0) {
            throw new IllegalArgumentException("syncInterval must be at most a minute, not " + syncInterval);
        }
        if (cacheMiB < 1 || maxUnsavedMiB < 1) {
            throw new IllegalArgumentException("cacheMiB and maxUnsavedMiB must be at least 1");
        }
    }

    /** 1 s between commits, 10 s of waiting, 10 s between syncs, 64 MiB of cache, 32 MiB unsaved. */
    public static EmbeddedMongoOptions defaults() {
        return new EmbeddedMongoOptions(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(10), 64, 32);
    }

    public EmbeddedMongoOptions withCommitInterval(Duration interval) {
        return new EmbeddedMongoOptions(interval, commitWait, syncInterval, cacheMiB, maxUnsavedMiB);
    }

    public EmbeddedMongoOptions withCommitWait(Duration wait) {
        return new EmbeddedMongoOptions(commitInterval, wait, syncInterval, cacheMiB, maxUnsavedMiB);
    }

    public EmbeddedMongoOptions withSyncInterval(Duration interval) {
        return new EmbeddedMongoOptions(commitInterval, commitWait, interval, cacheMiB, maxUnsavedMiB);
    }

    public EmbeddedMongoOptions withMaxUnsavedMiB(int mebibytes) {
        return new EmbeddedMongoOptions(commitInterval, commitWait, syncInterval, cacheMiB, mebibytes);
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}

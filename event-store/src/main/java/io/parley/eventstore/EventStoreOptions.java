package io.parley.eventstore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * How to open a store.
 *
 * @param directory made if missing; must be empty or a store
 * @param upcasters applied to what is read from disk; what is just appended is of the newest revision as it is
 * @param queuedAppends how many appends may wait for the writer; more block their callers
 * @param tailEvents how many of the newest events streams may read from memory
 * @param tailBytes bound of the same in bytes of their records on disk
 * @param appendTimeout how long a caller waits for its append, for room and again for the disk
 * @param blockCacheBytes of RocksDB, native memory
 * @param crashPoints called on the writer thread
 */
public record EventStoreOptions(
        Path directory,
        Serializer eventSerializer,
        Serializer snapshotSerializer,
        EventUpcaster upcasters,
        SnapshotFilter snapshotFilter,
        int queuedAppends,
        int tailEvents,
        long tailBytes,
        Duration appendTimeout,
        long blockCacheBytes,
        Consumer<CrashPoint> crashPoints) {
    public static final int DEFAULT_QUEUED_APPENDS = 4_096;
    public static final int DEFAULT_TAIL_EVENTS = 8_192;
    public static final long DEFAULT_TAIL_BYTES = 16L << 20;
    public static final Duration DEFAULT_APPEND_TIMEOUT = Duration.ofSeconds(30);
    public static final long DEFAULT_BLOCK_CACHE_BYTES = 32L << 20;

    public EventStoreOptions {
        requirePositive("queuedAppends", queuedAppends);
        requirePositive("tailEvents", tailEvents);
        requirePositive("tailBytes", tailBytes);
        requirePositive("appendTimeout", appendTimeout.toNanos());
        requirePositive("blockCacheBytes", blockCacheBytes);
    }

    /** The defaults. Snapshots are written with the same serializer. */
    public static Builder in(Path directory, Serializer eventSerializer) {
        return new Builder(directory, eventSerializer);
    }

    private static void requirePositive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(option + " must be above 0, not " + value);
        }
    }

    public static final class Builder {
        private final Path directory;
        private final Serializer eventSerializer;
        private Serializer snapshotSerializer;
        private EventUpcaster upcasters = NoOpEventUpcaster.INSTANCE;
        private SnapshotFilter snapshotFilter = SnapshotFilter.allowAll();
        private int queuedAppends = DEFAULT_QUEUED_APPENDS;
        private int tailEvents = DEFAULT_TAIL_EVENTS;
        private long tailBytes = DEFAULT_TAIL_BYTES;
        private Duration appendTimeout = DEFAULT_APPEND_TIMEOUT;
        private long blockCacheBytes = DEFAULT_BLOCK_CACHE_BYTES;
        private Consumer<CrashPoint> crashPoints = point -> {};

        private Builder(Path directory, Serializer eventSerializer) {
            this.directory = directory;
            this.eventSerializer = eventSerializer;
            this.snapshotSerializer = eventSerializer;
        }

        public Builder snapshotSerializer(Serializer serializer) {
            snapshotSerializer = serializer;
            return this;
        }

        public Builder upcasters(EventUpcaster chain) {
            upcasters = chain;
            return this;
        }

        public Builder snapshotFilter(SnapshotFilter filter) {
            snapshotFilter = filter;
            return this;
        }

        public Builder queuedAppends(int appends) {
            queuedAppends = appends;
            return this;
        }

        public Builder tailEvents(int events) {
            tailEvents = events;
            return this;
        }

        public Builder tailBytes(long bytes) {
            tailBytes = bytes;
            return this;
        }

        public Builder appendTimeout(Duration timeout) {
            appendTimeout = timeout;
            return this;
        }

        public Builder blockCacheBytes(long bytes) {
            blockCacheBytes = bytes;
            return this;
        }

        public Builder crashPoints(Consumer<CrashPoint> hook) {
            crashPoints = hook;
            return this;
        }

        public EventStoreOptions build() {
            return new EventStoreOptions(
                    directory,
                    eventSerializer,
                    snapshotSerializer,
                    upcasters,
                    snapshotFilter,
                    queuedAppends,
                    tailEvents,
                    tailBytes,
                    appendTimeout,
                    blockCacheBytes,
                    crashPoints);
        }
    }
}

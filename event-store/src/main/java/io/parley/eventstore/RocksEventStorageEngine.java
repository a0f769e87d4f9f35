package io.parley.eventstore;

import io.parley.eventstore.Append.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on RocksDB. Safe for any number of threads, virtual ones too; calls block.
 *
 * <p>An append returns when its events are synced to disk, all or none. Positions start at 1 and have no gaps; token 0
 * is before the first. Reads see what has been published, and go on after a write error has fenced the store.
 */
public final class RocksEventStorageEngine implements EventStorageEngine, AutoCloseable {
    public static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);
    private static final int AGGREGATES_REMEMBERED = 50_000;

    private final EventStoreOptions options;
    private final DirectoryLock lock;
    private final Database database;
    private final EventReader reader;
    private final String storeId;
    private final EventMessages messages;
    private final SnapshotWriter snapshots;
    private final Links links;
    private final Chain chain;
    private final EventTail tail;
    private final AppendQueue queue;
    private final EventWriter writer;
    private final Thread writerThread;

    private RocksEventStorageEngine(
            EventStoreOptions options, DirectoryLock lock, Database database, EventWriter.Disk disk) {
        this.options = options;
        this.lock = lock;
        this.database = database;
        reader = new EventReader(database);
        storeId = StoreIdentity.readOrMake(database, reader);
        long head = reader.head();
        reader.requireIndexed(head);
        messages = new EventMessages(reader, options.eventSerializer(), options.upcasters());
        snapshots = new SnapshotWriter(database, reader);
        links = Links.of(database);
        chain = Chain.upTo(head, reader, links);
        tail = new EventTail(options.tailEvents(), options.tailBytes(), head);
        queue = new AppendQueue(options.queuedAppends(), options.appendTimeout());
        writer = new EventWriter(
                database,
                new LastSequences(reader, AGGREGATES_REMEMBERED),
                chain,
                queue,
                tail,
                disk,
                options.crashPoints(),
                reader.newestAt(head));
        writerThread = Thread.ofPlatform().name("event-store-writer").start(writer);
    }

    /**
     * Opens the store, or makes one in a missing or empty directory.
     *
     * @throws StoreOpenException with a sentence for people if it is in use, of a later release, damaged or no store
     * @throws UncheckedIOException if the directory cannot be read or written
     */
    public static RocksEventStorageEngine open(EventStoreOptions options) {
        return open(options, (rocks, synced, batch) -> rocks.write(synced, batch));
    }

    static RocksEventStorageEngine open(EventStoreOptions options, EventWriter.Disk disk) {
        Path directory = options.directory();
        try {
            Layout.exists(directory);
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            Database database = null;
            boolean opened = false;
            try {
                if (!Layout.exists(directory)) {
                    Layout.create(directory);
                }
                database = Database.open(directory, options.blockCacheBytes());
                RocksEventStorageEngine engine = new RocksEventStorageEngine(options, lock, database, disk);
                opened = true;
                return engine;
            } finally {
                if (!opened) {
                    if (database != null) {
                        database.close();
                    }
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the event store's directory " + directory + " cannot be used: " + e, e);
        }
    }

    /** A random UUID from when the store was made, or restored from a backup: two histories never share one. */
    public String storeId() {
        return storeId;
    }

    /** The last published position, which is also the number of events; 0 if there are none. */
    public long head() {
        return tail.head();
    }

    public EventStoreCounters counters() {
        return writer.counters();
    }

    EventTail tail() {
        return tail;
    }

    /**
     * @throws AggregateStreamCreationException if sequence 0 of an aggregate is taken
     * @throws ConcurrencyException if another sequence is not above the aggregate's last
     * @throws StoreFencedException if this or an earlier write failed
     * @throws AppendTimeoutException if there was no room, or no answer, in time
     * @throws StoreClosedException after {@link #close}
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        requireNoFence();
        if (events.isEmpty()) {
            return;
        }
        Append append = new Append(events.stream()
                .map(event -> PendingEvent.of(event, options.eventSerializer()))
                .toList());
        switch (queue.submit(append)) {
            case Outcome.Stored stored -> {}
            case Outcome.Clash(StoredRecord.Origin taken) -> throw clash(taken);
            case Outcome.Fenced(Throwable cause) -> throw new StoreFencedException(cause);
            case Outcome.Closed closed -> throw new StoreClosedException();
        }
    }

    private void requireNoFence() {
        Throwable fence = writer.fence();
        if (fence != null) {
            throw new StoreFencedException(fence);
        }
    }

    private static RuntimeException clash(StoredRecord.Origin taken) {
        return taken.sequence() == 0
                ? new AggregateStreamCreationException(
                        "an aggregate with the identifier %s exists already".formatted(taken.aggregate()))
                : new ConcurrencyException("an event of aggregate %s with sequence %d exists already"
                        .formatted(taken.aggregate(), taken.sequence()));
    }

    /** Kept if it is not older than the one that is there. Not synced: after a power loss an older one may be read. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        requireNoFence();
        StoredRecord stored = StoredRecord.of(snapshot, options.snapshotSerializer());
        StoredRecord.Origin origin = stored.origin();
        if (origin != null) {
            snapshots.store(stored, origin);
        }
    }

    /** The newest, if the snapshot filter allows it. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        StoredRecord stored = reader.snapshot(aggregateIdentifier);
        if (stored == null || stored.origin() == null) {
            return Optional.empty();
        }
        return options.snapshotFilter().allow(StoredEvent.ofAggregate(stored, stored.origin()))
                ? EventMessages.ofSnapshot(stored, stored.origin(), options.snapshotSerializer(), options.upcasters())
                : Optional.empty();
    }

    /** From disk, up to the head as it is now; need not be closed. {@code mayBlock} makes no difference. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long head = tail.head();
        return messages.after(EventMessages.position(token, head), head);
    }

    Stream<TrackedEventMessage<?>> read(long afterPosition, long upToPosition) {
        return messages.after(afterPosition, upToPosition);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return messages.ofAggregate(aggregateIdentifier, firstSequenceNumber, tail::head);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = reader.lastSequence(aggregateIdentifier, tail.head());
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    /** Position 0, also while the store is empty; never null. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(EventReader.BEFORE_FIRST);
    }

    /** Never null. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(tail.head());
    }

    /** Just before the first event with that or a later timestamp, exactly so even where clocks stepped back. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(TimeSearch.lastBefore(dateTime, tail.head(), reader));
    }

    /**
     * Writes what waits, then closes. Later appends and reads fail with {@link StoreClosedException}.
     *
     * @throws IllegalStateException if the disk does not answer within {@link #CLOSE_LIMIT}; the store stays locked then
     */
    @Override
    public void close() {
        queue.refuseMore();
        writerThread.interrupt();
        awaitWriter();
        if (writer.fence() == null && chain.isAhead()) {
            links.keep(chain.link());
        }
        database.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitWriter() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        while (writerThread.isAlive()) {
            try {
                if (!writerThread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
                    throw new IllegalStateException("the event store's disk did not answer within " + CLOSE_LIMIT);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

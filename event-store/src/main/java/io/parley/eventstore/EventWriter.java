package io.parley.eventstore;

import io.parley.eventstore.Append.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes events. */
final class EventWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventWriter.class);

    private final Database database;
    private final LastSequences lastSequences;
    private final Chain chain;
    private final AppendQueue queue;
    private final EventTail tail;
    private final Disk disk;
    private final Consumer<CrashPoint> crashPoints;
    /** Written, and chained once their appends are answered. */
    private final List<byte[]> unchained = new ArrayList<>();

    private long newest;

    private volatile @Nullable Throwable fence;
    private volatile long walSyncs;
    private final LongAdder batches = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder clashes = new LongAdder();

    /** Writes a batch and returns when it is synced. */
    interface Disk {
        void write(RocksDB rocks, WriteOptions options, WriteBatch batch) throws RocksDBException;
    }

    EventWriter(
            Database database,
            LastSequences lastSequences,
            Chain chain,
            AppendQueue queue,
            EventTail tail,
            Disk disk,
            Consumer<CrashPoint> crashPoints,
            long newest) {
        this.database = database;
        this.lastSequences = lastSequences;
        this.chain = chain;
        this.queue = queue;
        this.tail = tail;
        this.disk = disk;
        this.crashPoints = crashPoints;
        this.newest = newest;
    }

    @Override
    public void run() {
        try {
            for (List<Append> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                process(batch);
            }
        } finally {
            queue.end();
        }
    }

    private void process(List<Append> appends) {
        Throwable failed = fence;
        List<Outcome> outcomes = failed == null ? write(appends) : fenced(appends, failed);
        for (int i = 0; i < appends.size(); i++) {
            appends.get(i).answer(outcomes.get(i));
        }
        tail.wake();
        unchained.forEach(chain::add);
        unchained.clear();
    }

    /** Whatever goes wrong here leaves it open what is on the disk, so it ends all writing. */
    private List<Outcome> write(List<Append> appends) {
        try {
            return database.call(rocks -> write(rocks, appends));
        } catch (RuntimeException | Error e) {
            log.error("The event store takes no more events: a write failed", e);
            fence = e;
            return fenced(appends, e);
        }
    }

    private List<Outcome> write(RocksDB rocks, List<Append> appends) throws RocksDBException {
        List<Outcome> outcomes = new ArrayList<>(appends.size());
        try (Batch batch = new Batch(database, lastSequences, tail.head(), newest)) {
            for (Append append : appends) {
                outcomes.add(batch.add(append));
            }
            if (!batch.entries().isEmpty()) {
                if (chain.isLinkDue()) {
                    batch.add(chain.link());
                }
                sync(rocks, batch);
                publish(batch);
            }
        }
        clashes.add(outcomes.stream().filter(Outcome.Clash.class::isInstance).count());
        return outcomes;
    }

    private void sync(RocksDB rocks, Batch batch) throws RocksDBException {
        try (WriteOptions synced = new WriteOptions().setSync(true)) {
            disk.write(rocks, synced, batch.writes());
        }
        crashPoints.accept(CrashPoint.AFTER_APPEND_BEFORE_ANSWER);
    }

    private void publish(Batch batch) {
        newest = batch.newest();
        batches.increment();
        events.add(batch.entries().size());
        walSyncs = database.walSyncs();
        tail.publish(batch.entries());
        unchained.addAll(batch.values());
    }

    private static List<Outcome> fenced(List<Append> appends, Throwable cause) {
        return appends.stream()
                .<Outcome>map(append -> new Outcome.Fenced(cause))
                .toList();
    }

    @Nullable
    Throwable fence() {
        return fence;
    }

    EventStoreCounters counters() {
        return new EventStoreCounters(
                walSyncs, batches.sum(), events.sum(), clashes.sum(), queue.depth(), fence != null);
    }
}

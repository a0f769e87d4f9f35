package io.parley.eventstore;

import io.parley.eventstore.Append.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Appends on their way into one write: gives positions, and refuses what clashes with the disk or with each other. */
final class Batch implements AutoCloseable {
    private final Database database;
    private final RocksDB rocks;
    private final WriteBatch writes = new WriteBatch();
    private final ReadOptions reads = new ReadOptions();
    private final Set<ByteBuffer> taken = new HashSet<>();
    private final List<EventTail.Entry> entries = new ArrayList<>();
    private long position;
    private long newest;

    /** @param newest the latest timestamp so far, in {@link RecordCodec#epochNanos} */
    Batch(Database database, RocksDB rocks, long head, long newest) {
        this.database = database;
        this.rocks = rocks;
        this.position = head;
        this.newest = newest;
    }

    /** Gives what to answer once the batch is written. */
    Outcome add(Append append) throws RocksDBException {
        StoredRecord.Origin clash = clash(append);
        if (clash != null) {
            return new Outcome.Clash(clash);
        }
        for (PendingEvent event : append.events()) {
            add(event);
        }
        return new Outcome.Stored();
    }

    private StoredRecord.@Nullable Origin clash(Append append) throws RocksDBException {
        Set<ByteBuffer> own = new HashSet<>();
        for (PendingEvent event : append.events()) {
            byte[] key = event.indexKey();
            if (key != null && isTaken(key, own)) {
                return event.origin();
            }
        }
        taken.addAll(own);
        return null;
    }

    private boolean isTaken(byte[] key, Set<ByteBuffer> own) throws RocksDBException {
        ByteBuffer wrapped = ByteBuffer.wrap(key);
        return taken.contains(wrapped)
                || !own.add(wrapped)
                || EventReader.positionOf(rocks, database, reads, key) != EventReader.BEFORE_FIRST;
    }

    private void add(PendingEvent event) throws RocksDBException {
        position++;
        newest = Math.max(newest, event.epochNanos());
        RecordCodec.stampNewest(event.value(), newest);
        byte[] key = Keys.position(position);
        writes.put(database.family(Family.EVENTS), key, event.value());
        byte[] indexKey = event.indexKey();
        if (indexKey != null) {
            writes.put(database.family(Family.INDEX), indexKey, key);
        }
        entries.add(new EventTail.Entry(position, event.at(position), event.value().length));
    }

    WriteBatch writes() {
        return writes;
    }

    List<EventTail.Entry> entries() {
        return entries;
    }

    long newest() {
        return newest;
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }
}

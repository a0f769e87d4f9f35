package io.parley.eventstore;

import io.parley.eventstore.Append.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Appends on their way into one write: gives positions, and refuses what clashes with the disk or with each other. */
final class Batch implements AutoCloseable {
    private final Database database;
    private final LastSequences lastSequences;
    private final WriteBatch writes = new WriteBatch();
    private final List<EventTail.Entry> entries = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private long position;
    private long newest;

    /** @param newest the latest timestamp so far, in {@link RecordCodec#epochNanos} */
    Batch(Database database, LastSequences lastSequences, long head, long newest) {
        this.database = database;
        this.lastSequences = lastSequences;
        this.position = head;
        this.newest = newest;
    }

    /** Gives what to answer once the batch is written. */
    Outcome add(Append append) throws RocksDBException {
        Map<String, Long> reached = new HashMap<>();
        StoredRecord.Origin clash = clash(append, reached);
        if (clash != null) {
            return new Outcome.Clash(clash);
        }
        for (PendingEvent event : append.events()) {
            add(event);
        }
        reached.forEach(lastSequences::moved);
        return new Outcome.Stored();
    }

    private StoredRecord.@Nullable Origin clash(Append append, Map<String, Long> reached) {
        for (PendingEvent event : append.events()) {
            StoredRecord.Origin origin = event.origin();
            if (origin != null) {
                long last = reached.computeIfAbsent(origin.aggregate(), lastSequences::of);
                if (origin.sequence() <= last) {
                    return origin;
                }
                reached.put(origin.aggregate(), origin.sequence());
            }
        }
        return null;
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
        values.add(event.value());
        entries.add(new EventTail.Entry(position, event.at(position), event.value().length));
    }

    WriteBatch writes() {
        return writes;
    }

    List<EventTail.Entry> entries() {
        return entries;
    }

    /** The events as they are stored. */
    List<byte[]> values() {
        return values;
    }

    void add(Links.Link link) throws RocksDBException {
        link.into(database, writes);
    }

    long newest() {
        return newest;
    }

    @Override
    public void close() {
        writes.close();
    }
}

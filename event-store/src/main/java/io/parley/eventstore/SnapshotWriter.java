package io.parley.eventstore;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Keeps the newest snapshot of each aggregate. Not synced: a lost snapshot costs a longer reload, nothing else. */
final class SnapshotWriter {
    private final Database database;
    private final EventReader events;
    private final ReentrantLock compareAndPut = new ReentrantLock();

    SnapshotWriter(Database database, EventReader events) {
        this.database = database;
        this.events = events;
    }

    void store(StoredRecord snapshot, StoredRecord.Origin origin) {
        compareAndPut.lock();
        try {
            if (sequence(events.snapshot(origin.aggregate())) <= origin.sequence()) {
                put(Keys.name(origin.aggregate()), RecordCodec.encode(snapshot));
            }
        } finally {
            compareAndPut.unlock();
        }
    }

    private void put(byte[] key, byte[] value) {
        database.call(rocks -> {
            write(rocks, key, value);
            return true;
        });
    }

    private void write(RocksDB rocks, byte[] key, byte[] value) throws RocksDBException {
        try (WriteOptions options = new WriteOptions()) {
            rocks.put(database.family(Family.SNAPSHOTS), options, key, value);
        }
    }

    private static long sequence(@Nullable StoredRecord snapshot) {
        return snapshot == null || snapshot.origin() == null
                ? -1
                : snapshot.origin().sequence();
    }
}

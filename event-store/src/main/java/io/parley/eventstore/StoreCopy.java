package io.parley.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Copies a store as it is at one moment, also while another process writes to it. */
public final class StoreCopy {
    private static final long BLOCK_CACHE_BYTES = 8L << 20;
    private static final int BATCH_BYTES = 1 << 20;

    private StoreCopy() {}

    /** What the copy says that it is. */
    public enum Identity {
        /** The same store: for a backup. */
        KEPT,
        /** Another store, whose history goes on in its own way: for what is restored. */
        NEW
    }

    /**
     * Returns when all of it is synced to disk. A copy that was cut short is no store and cannot be opened.
     *
     * @param to missing or empty
     * @return the position of the last event in the copy, 0 for none
     * @throws StoreOpenException with a sentence for people if there is no store at {@code from}, it cannot be read, or {@code to} is not empty
     * @throws UncheckedIOException if {@code to} cannot be written
     */
    public static long copy(Path from, Path to, Identity identity) {
        try {
            if (Layout.exists(to)) {
                throw new StoreUnreadableException(to, "there is one already");
            }
            try (Database source = ReadOnlyEventStore.openDatabase(from)) {
                StoreIdentity.read(source);
                Files.createDirectories(to);
                try (var _ = DirectoryLock.take(to)) {
                    long head = copy(source, to, identity);
                    Layout.create(to);
                    return head;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the event store cannot be copied to " + to + ": " + e, e);
        }
    }

    private static long copy(Database source, Path to, Identity identity) throws IOException {
        try (Database target = Database.open(to, BLOCK_CACHE_BYTES)) {
            for (Family family : Family.values()) {
                source.call(rocks -> {
                    copy(rocks, source.family(family), target, target.family(family));
                    return true;
                });
            }
            if (identity == Identity.NEW) {
                StoreIdentity.make(target);
            }
            target.call(rocks -> {
                rocks.flushWal(true);
                return true;
            });
            return new EventReader(target).head();
        }
    }

    private static void copy(RocksDB from, ColumnFamilyHandle family, Database target, ColumnFamilyHandle to)
            throws RocksDBException {
        try (RocksIterator records = from.newIterator(family);
                WriteBatch batch = new WriteBatch();
                WriteOptions unsynced = new WriteOptions()) {
            for (records.seekToFirst(); records.isValid(); records.next()) {
                batch.put(to, records.key(), records.value());
                if (batch.getDataSize() >= BATCH_BYTES) {
                    write(target, unsynced, batch);
                }
            }
            records.status();
            write(target, unsynced, batch);
        }
    }

    private static void write(Database target, WriteOptions unsynced, WriteBatch batch) {
        target.call(rocks -> {
            rocks.write(unsynced, batch);
            return true;
        });
        batch.clear();
    }
}

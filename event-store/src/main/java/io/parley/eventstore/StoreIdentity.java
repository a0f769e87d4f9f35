package io.parley.eventstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What the store says about itself: its format, and the identifier that it got when it was made. */
final class StoreIdentity {
    private static final byte[] FORMAT = "format".getBytes(US_ASCII);
    private static final byte[] STORE_ID = "store-id".getBytes(US_ASCII);

    private StoreIdentity() {}

    static String read(Database database) {
        byte[] format = meta(database, FORMAT);
        byte[] id = meta(database, STORE_ID);
        if (format == null || id == null) {
            throw database.damaged("it does not say what it is");
        }
        if (!new String(format, US_ASCII).equals(Integer.toString(Layout.FORMAT))) {
            throw database.damaged("its format file and its database disagree on the format");
        }
        return new String(id, US_ASCII);
    }

    /** Also finishes a store whose making was cut short. */
    static String readOrMake(Database database, EventReader events) {
        if (meta(database, STORE_ID) == null && events.head() == EventReader.BEFORE_FIRST) {
            make(database);
        }
        return read(database);
    }

    private static byte @Nullable [] meta(Database database, byte[] key) {
        ColumnFamilyHandle family = database.family(Family.META);
        return database.call(rocks -> rocks.get(family, key));
    }

    /** A new one, also where there is one already. */
    static void make(Database database) {
        database.call(rocks -> {
            write(rocks, database.family(Family.META));
            return true;
        });
    }

    private static void write(RocksDB rocks, ColumnFamilyHandle meta) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            batch.put(meta, FORMAT, Integer.toString(Layout.FORMAT).getBytes(US_ASCII));
            batch.put(meta, STORE_ID, UUID.randomUUID().toString().getBytes(US_ASCII));
            rocks.write(synced, batch);
        }
    }
}

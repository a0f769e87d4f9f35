package io.parley.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** The open RocksDB. Calls into it go through {@link #call}, since a call into a closed one ends the process. */
final class Database implements AutoCloseable {
    private final Path directory;
    private final Natives natives;
    private final RocksDB rocks;
    private final Statistics statistics;
    private final Map<Family, ColumnFamilyHandle> families;
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private Database(
            Path directory,
            Natives natives,
            RocksDB rocks,
            Statistics statistics,
            Map<Family, ColumnFamilyHandle> families) {
        this.directory = directory;
        this.natives = natives;
        this.rocks = rocks;
        this.statistics = statistics;
        this.families = families;
    }

    /** Opens or makes it. The caller holds the directory's lock. */
    static Database open(Path directory, long blockCacheBytes) throws IOException {
        Files.createDirectories(Layout.database(directory));
        return open(directory, blockCacheBytes, false);
    }

    static Database openReadOnly(Path directory, long blockCacheBytes) {
        return open(directory, blockCacheBytes, true);
    }

    private static Database open(Path directory, long blockCacheBytes, boolean readOnly) {
        RocksDB.loadLibrary();
        Natives natives = new Natives();
        boolean opened = false;
        try {
            Statistics statistics = natives.add(new Statistics());
            ColumnFamilyOptions family = Tuning.family(natives, blockCacheBytes);
            DBOptions options = readOnly ? Tuning.readOnly(natives) : Tuning.writing(natives, statistics);
            List<ColumnFamilyDescriptor> names = new ArrayList<>();
            names.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family));
            for (Family each : Family.values()) {
                names.add(new ColumnFamilyDescriptor(each.storedName().getBytes(UTF_8), family));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            String path = Layout.database(directory).toString();
            RocksDB rocks = natives.add(
                    readOnly
                            ? RocksDB.openReadOnly(options, path, names, handles)
                            : RocksDB.open(options, path, names, handles));
            handles.forEach(natives::add);
            opened = true;
            return new Database(directory, natives, rocks, statistics, byFamily(handles));
        } catch (RocksDBException e) {
            throw new StoreUnreadableException(directory, reason(e), e);
        } finally {
            if (!opened) {
                natives.close();
            }
        }
    }

    /** RocksDB gives the handles in the order in which {@link #open} asked: its default family, then ours. */
    private static Map<Family, ColumnFamilyHandle> byFamily(List<ColumnFamilyHandle> handles) {
        Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
        Iterator<ColumnFamilyHandle> next = handles.subList(1, handles.size()).iterator();
        for (Family family : Family.values()) {
            families.put(family, next.next());
        }
        return families;
    }

    interface Call<T extends @Nullable Object> {
        T on(RocksDB rocks) throws RocksDBException;
    }

    /** @throws StoreClosedException once it is closed */
    <T extends @Nullable Object> T call(Call<T> call) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new StoreClosedException();
            }
            return call.on(rocks);
        } catch (RocksDBException e) {
            throw new EventStoreException("the event store in " + directory + " failed: " + reason(e), e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    ColumnFamilyHandle family(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    long walSyncs() {
        return call(rocksDb -> statistics.getTickerCount(TickerType.WAL_FILE_SYNCED));
    }

    StoreUnreadableException damaged(String reason) {
        return new StoreUnreadableException(directory, reason);
    }

    private static String reason(RocksDBException e) {
        return e.getMessage() == null ? "RocksDB gives no reason" : e.getMessage();
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                natives.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}

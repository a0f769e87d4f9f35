package io.parley.eventstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The links of the chain that are stored, in {@link Family#META}. */
final class Links {
    private static final byte[] PREFIX = "chain".getBytes(US_ASCII);

    private final Database database;
    private final Consumer<Link> keeping;

    /** The chain's hash after the event at a position. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Link(long position, byte[] hash) {
        void into(Database database, WriteBatch writes) throws RocksDBException {
            writes.put(database.family(Family.META), key(position), hash);
        }
    }

    private Links(Database database, Consumer<Link> keeping) {
        this.database = database;
        this.keeping = keeping;
    }

    /** To which links may be added; not synced, as they are made again where they are missing. */
    static Links of(Database database) {
        return new Links(
                database,
                link -> database.call(rocks -> {
                    rocks.put(database.family(Family.META), key(link.position()), link.hash());
                    return true;
                }));
    }

    static Links readOnly(Database database) {
        return new Links(database, link -> {});
    }

    void keep(Link link) {
        keeping.accept(link);
    }

    Optional<Link> last() {
        return database.call(rocks -> {
            try (RocksIterator meta = rocks.newIterator(database.family(Family.META))) {
                meta.seekForPrev(key(Long.MAX_VALUE));
                meta.status();
                return isLink(meta) ? Optional.of(at(meta)) : Optional.empty();
            }
        });
    }

    StoreUnreadableException beyond(long head) {
        return database.damaged("events after " + head + " are missing, which its chain was made of");
    }

    /** By position. */
    List<Link> all() {
        return database.call(rocks -> {
            List<Link> links = new ArrayList<>();
            try (RocksIterator meta = rocks.newIterator(database.family(Family.META))) {
                for (meta.seek(PREFIX); isLink(meta); meta.next()) {
                    links.add(at(meta));
                }
                meta.status();
            }
            return links;
        });
    }

    private static boolean isLink(RocksIterator meta) {
        return meta.isValid()
                && meta.key().length == PREFIX.length + Long.BYTES
                && Arrays.equals(meta.key(), 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    private static Link at(RocksIterator meta) {
        return new Link(ByteBuffer.wrap(meta.key()).getLong(PREFIX.length), meta.value());
    }

    static byte[] key(long position) {
        return ByteBuffer.allocate(PREFIX.length + Long.BYTES)
                .put(PREFIX)
                .putLong(position)
                .array();
    }
}

package io.parley.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads pages of events. Positions beyond the {@code head} that a caller gives are not looked at. */
final class EventReader {
    static final long BEFORE_FIRST = 0;
    static final int PAGE_EVENTS = 256;
    private static final long PAGE_BYTES = 1L << 20;

    private final Database database;

    EventReader(Database database) {
        this.database = database;
    }

    record Positioned(long position, StoredRecord stored) {}

    /** The last position on disk, {@link #BEFORE_FIRST} if there is none. */
    long head() {
        return database.call(rocks -> {
            try (RocksIterator events = rocks.newIterator(database.family(Family.EVENTS))) {
                events.seekToLast();
                if (events.isValid()) {
                    return Keys.position(events.key());
                }
                events.status();
                return BEFORE_FIRST;
            }
        });
    }

    /** Up to a page of what follows a position; empty only at the head. */
    List<Positioned> after(long position, long head) {
        List<byte[]> values = valuesAfter(position, head);
        List<Positioned> page = new ArrayList<>(values.size());
        for (byte[] value : values) {
            long at = position + page.size() + 1;
            page.add(new Positioned(at, decode(at, value)));
        }
        return page;
    }

    /** As {@link #after}, as they are stored. */
    List<byte[]> valuesAfter(long position, long head) {
        return position >= head ? List.of() : database.call(rocks -> valuesAfter(rocks, position, head));
    }

    private List<byte[]> valuesAfter(RocksDB rocks, long position, long head) throws RocksDBException {
        List<byte[]> page = new ArrayList<>();
        long bytes = 0;
        long expected = position + 1;
        try (RocksIterator events = rocks.newIterator(database.family(Family.EVENTS))) {
            events.seek(Keys.position(expected));
            while (expected <= head && page.size() < PAGE_EVENTS && bytes < PAGE_BYTES) {
                if (!events.isValid() || Keys.position(events.key()) != expected) {
                    events.status();
                    throw missing(expected);
                }
                byte[] value = events.value();
                page.add(value);
                bytes += value.length;
                expected++;
                events.next();
            }
        }
        return page;
    }

    /** Up to a page of an aggregate's events from a sequence on; empty only at its end. */
    List<Positioned> ofAggregate(String aggregate, long fromSequence, long head) {
        byte[] from = Keys.index(aggregate, fromSequence);
        return database.call(rocks -> {
            List<Positioned> page = new ArrayList<>();
            long bytes = 0;
            try (RocksIterator index = rocks.newIterator(database.family(Family.INDEX))) {
                for (index.seek(from);
                        isOf(index, from) && page.size() < PAGE_EVENTS && bytes < PAGE_BYTES;
                        index.next()) {
                    long position = Keys.position(index.value());
                    if (position > head) {
                        break;
                    }
                    byte[] value = bytesAt(rocks, position);
                    page.add(new Positioned(position, decode(position, value)));
                    bytes += value.length;
                }
                index.status();
            }
            return page;
        });
    }

    OptionalLong lastSequence(String aggregate, long head) {
        byte[] last = Keys.index(aggregate, Long.MAX_VALUE);
        return database.call(rocks -> {
            try (RocksIterator index = rocks.newIterator(database.family(Family.INDEX))) {
                for (index.seekForPrev(last); isOf(index, last); index.prev()) {
                    if (Keys.position(index.value()) <= head) {
                        return OptionalLong.of(Keys.sequence(index.key()));
                    }
                }
                index.status();
                return OptionalLong.empty();
            }
        });
    }

    @Nullable
    StoredRecord snapshot(String aggregate) {
        byte[] value = database.call(rocks -> rocks.get(database.family(Family.SNAPSHOTS), Keys.name(aggregate)));
        return value == null ? null : RecordCodec.decode(value);
    }

    /** The latest timestamp up to a position; see {@link RecordCodec#stampNewest}. */
    long newestAt(long position) {
        return position == BEFORE_FIRST
                ? Long.MIN_VALUE
                : database.call(rocks -> RecordCodec.newest(bytesAt(rocks, position)));
    }

    /** The last batch is all there, in both column families, or the store is not to be trusted. */
    void requireIndexed(long position) {
        if (position == BEFORE_FIRST) {
            return;
        }
        StoredRecord.Origin origin = database.call(rocks -> decode(position, bytesAt(rocks, position)))
                .origin();
        if (origin != null && indexed(origin) != position) {
            throw database.damaged("event " + position + " is not in the index");
        }
    }

    long indexed(StoredRecord.Origin origin) {
        byte[] key = Keys.index(origin.aggregate(), origin.sequence());
        return database.call(rocks -> {
            byte[] position = rocks.get(database.family(Family.INDEX), key);
            return position == null ? BEFORE_FIRST : Keys.position(position);
        });
    }

    private byte[] bytesAt(RocksDB rocks, long position) throws RocksDBException {
        byte[] value = rocks.get(database.family(Family.EVENTS), Keys.position(position));
        if (value == null) {
            throw missing(position);
        }
        return value;
    }

    StoredRecord decode(long position, byte[] value) {
        try {
            return RecordCodec.decode(value);
        } catch (IllegalArgumentException e) {
            throw database.damaged("event " + position + ": " + e.getMessage());
        }
    }

    private static boolean isOf(RocksIterator index, byte[] key) {
        return index.isValid() && Keys.sameAggregate(index.key(), key);
    }

    private StoreUnreadableException missing(long position) {
        return database.damaged("event " + position + " is missing");
    }
}

package io.parley.eventstore;

import java.util.List;
import org.rocksdb.RocksIterator;

/** Compares the events with their index, in both directions. */
final class StoreCheck {
    private final Database database;
    private final EventReader events;
    private final long head;

    StoreCheck(Database database, EventReader events, long head) {
        this.database = database;
        this.events = events;
        this.head = head;
    }

    void run() {
        long inAggregates = 0;
        long position = EventReader.BEFORE_FIRST;
        while (position < head) {
            List<EventReader.Positioned> page = events.after(position, head);
            inAggregates += page.stream().filter(this::indexed).count();
            position += page.size();
        }
        long entries = indexEntries();
        if (entries != inAggregates) {
            throw database.damaged("its index has " + entries + " entries for " + inAggregates + " events");
        }
    }

    private boolean indexed(EventReader.Positioned event) {
        StoredRecord.Origin origin = event.stored().origin();
        if (origin != null && events.indexed(origin) != event.position()) {
            throw database.damaged("event " + event.position() + " is not in the index");
        }
        return origin != null;
    }

    private long indexEntries() {
        return database.call(rocks -> {
            long entries = 0;
            try (RocksIterator index = rocks.newIterator(database.family(Family.INDEX))) {
                for (index.seekToFirst(); index.isValid(); index.next()) {
                    entries++;
                }
                index.status();
            }
            return entries;
        });
    }
}

package io.parley.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rocksdb.RocksIterator;

/** Compares the events with their index, in both directions, and with the chain that was made of them when they were written. */
final class StoreCheck {
    private final Database database;
    private final EventReader events;
    private final long head;

    StoreCheck(Database database, EventReader events, long head) {
        this.database = database;
        this.events = events;
        this.head = head;
    }

    /** @param anchors what was noted of the log before */
    void run(List<Anchor> anchors) {
        requireNothingBeyond(anchors);
        long inAggregates = 0;
        Chain chain = Chain.before();
        Links stored = Links.readOnly(database);
        Deque<Links.Link> links = new ArrayDeque<>(stored.all());
        long sound = EventReader.BEFORE_FIRST;
        while (chain.position() < head) {
            for (byte[] value : events.valuesAfter(chain.position(), head)) {
                chain.add(value);
                inAggregates += isIndexed(chain.position(), value) ? 1 : 0;
                sound = compared(chain, links, sound);
                requireAnchored(chain, anchors);
            }
        }
        if (!links.isEmpty()) {
            throw stored.beyond(head);
        }
        long entries = indexEntries();
        if (entries != inAggregates) {
            throw database.damaged("its index has " + entries + " entries for " + inAggregates + " events");
        }
    }

    private void requireNothingBeyond(List<Anchor> anchors) {
        for (Anchor anchor : anchors) {
            if (anchor.position() > head) {
                throw database.damaged(
                        "events after " + head + " are missing: an anchor stands for those up to " + anchor.position());
            }
        }
    }

    /** The last position up to which the chain is what it was. */
    private long compared(Chain chain, Deque<Links.Link> links, long sound) {
        if (links.isEmpty() || links.getFirst().position() != chain.position()) {
            return sound;
        }
        if (!chain.is(links.removeFirst().hash())) {
            throw database.damaged("among events " + (sound + 1) + " to " + chain.position()
                    + " one is not what was written, or is missing, or was put in between");
        }
        return chain.position();
    }

    private void requireAnchored(Chain chain, List<Anchor> anchors) {
        if (!anchors.isEmpty() && !chain.reaches(anchors)) {
            throw database.damaged(
                    "the events up to " + chain.position() + " are not those that the anchor stands for");
        }
    }

    private boolean isIndexed(long position, byte[] value) {
        StoredRecord.Origin origin = events.decode(position, value).origin();
        if (origin != null && events.indexed(origin) != position) {
            throw database.damaged("event " + position + " is not in the index");
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

package io.parley.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * A store as it was when this was opened, also while another process writes to it; open it again to see more. Changes
 * nothing. The last events may be ones that the writer has not synced yet.
 */
public final class ReadOnlyEventStore implements AutoCloseable {
    private static final long BLOCK_CACHE_BYTES = 8L << 20;
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final EventReader reader;
    private final EventMessages messages;
    private final String storeId;
    private final long head;

    private ReadOnlyEventStore(Database database, Serializer serializer, EventUpcaster upcasters) {
        this.database = database;
        this.reader = new EventReader(database);
        this.messages = new EventMessages(reader, serializer, upcasters);
        this.storeId = StoreIdentity.read(database);
        this.head = reader.head();
    }

    /**
     * Opens the store as it is now.
     *
     * @throws StoreOpenException with a sentence for people if there is no store or it cannot be read
     */
    public static ReadOnlyEventStore open(Path directory, Serializer serializer, EventUpcaster upcasters) {
        Database database = openDatabase(directory);
        boolean opened = false;
        try {
            ReadOnlyEventStore store = new ReadOnlyEventStore(database, serializer, upcasters);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    /** Again, since the writer may delete a file between our reading of its name and our opening of it. */
    static Database openDatabase(Path directory) {
        try {
            if (!Layout.exists(directory)) {
                throw new StoreUnreadableException(directory, "there is none");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the event store's directory " + directory + " cannot be read: " + e, e);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Database.openReadOnly(directory, BLOCK_CACHE_BYTES);
            } catch (StoreUnreadableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    public String storeId() {
        return storeId;
    }

    public long head() {
        return head;
    }

    /** All events after a position (0 for all), in order. */
    public Stream<TrackedEventMessage<?>> events(long afterPosition) {
        return messages.after(afterPosition, head);
    }

    public DomainEventStream eventsOf(String aggregate) {
        return eventsOf(aggregate, 0, head);
    }

    /** Those from a sequence number on that stand at or below a position. */
    public DomainEventStream eventsOf(String aggregate, long fromSequence, long upToPosition) {
        long until = Math.min(upToPosition, head);
        return messages.ofAggregate(aggregate, fromSequence, () -> until);
    }

    public OptionalLong lastSequenceOf(String aggregate) {
        return reader.lastSequence(aggregate, head);
    }

    /** The last position before the first event at or after a time. */
    public long positionBefore(Instant time) {
        return TimeSearch.lastBefore(time, head, reader);
    }

    /** Of everything up to the head. */
    public Anchor anchor() {
        return Chain.upTo(head, reader, Links.readOnly(database)).anchor();
    }

    /**
     * Reads everything.
     *
     * @param anchors what {@link #anchor} gave at other times
     * @throws StoreUnreadableException unless positions have no gap, the index has each event and nothing else, and the events are those
     *     that the chain was made of and the anchors stand for
     */
    public void verify(List<Anchor> anchors) {
        new StoreCheck(database, reader, head).run(anchors);
    }

    @Override
    public void close() {
        database.close();
    }
}

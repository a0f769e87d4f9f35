package io.parley.history.source;

import io.parley.api.Sealed;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.id.UserId;
import io.parley.api.key.SecretKeyFile;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.ReadOnlyEventStore;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKey;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/** Events as they were when this was opened, of a data folder or of an event store that others share. Changes nothing. */
public final class History implements AutoCloseable {
    private final @Nullable DataFolder folder;
    private final EventSource events;
    private final PersonKeys keys;
    private final Sealer sealer;
    private final HandleKeys handleKeys;
    private final @Nullable Pseudonyms pseudonyms;
    private final Supplier<History> again;

    private History(
            @Nullable DataFolder folder,
            EventSource events,
            Keys keys,
            @Nullable Pseudonyms pseudonyms,
            Supplier<History> again) {
        this.folder = folder;
        this.events = events;
        this.keys = keys.people();
        this.sealer = new Sealer(keys.people(), keys.conversations(), Clock.systemUTC());
        this.handleKeys = keys.handles();
        this.pseudonyms = pseudonyms;
        this.again = again;
    }

    /**
     * What opens texts and finds people.
     *
     * @param secret from which stand-ins are made
     */
    public record Keys(PersonKeys people, ConversationKeys conversations, HandleKeys handles, SecretKeyFile secret) {}

    /** @throws HistoryException where there is no data folder of a server */
    public static History open(DataFolder folder) {
        return open(folder, null);
    }

    /**
     * With stable stand-ins for all people, devices and conversations, and for what they wrote; they are taken in place of ids as well.
     *
     * @throws HistoryException where there is no data folder of a server
     */
    public static History openPseudonymous(DataFolder folder) {
        return open(folder, folder.pseudonyms());
    }

    private static History open(DataFolder folder, @Nullable Pseudonyms pseudonyms) {
        folder.requireKeys();
        ReadOnlyEventStore store =
                ReadOnlyEventStore.open(folder.events(), NamedEventSerializer.create(), NoOpEventUpcaster.INSTANCE);
        boolean opened = false;
        try {
            // After the events: whatever key they need is there by then.
            Keys keys = folder.allKeys();
            History history =
                    new History(folder, new FolderEvents(store), keys, pseudonyms, () -> open(folder, pseudonyms));
            opened = true;
            return history;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** Of an event store that stays its maker's. */
    public static History over(EventStore events, Keys keys, boolean pseudonymous) {
        return new History(
                null,
                new StoredEvents(events),
                keys,
                pseudonymous ? new Pseudonyms(keys.secret()) : null,
                () -> over(events, keys, pseudonymous));
    }

    /** The same with what has been added since. */
    public History again() {
        return again.get();
    }

    public boolean isPseudonymous() {
        return pseudonyms != null;
    }

    /** @throws HistoryException where it is not one's */
    public DataFolder folder() {
        if (folder == null) {
            throw new HistoryException("That is only there where the server keeps everything in its data folder.");
        }
        return folder;
    }

    /**
     * The embedded event store.
     *
     * @throws HistoryException where it is another one
     */
    public ReadOnlyEventStore store() {
        if (events instanceof FolderEvents(ReadOnlyEventStore store)) {
            return store;
        }
        throw new HistoryException("That is only there where the server keeps its events in its data folder.");
    }

    /** Two stores never share one. */
    public String storeId() {
        return events.storeId();
    }

    public HandleKeys handleKeys() {
        return handleKeys;
    }

    public long head() {
        return events.head();
    }

    /** Empty once it is erased. */
    public Optional<String> text(Sealed sealed) {
        Optional<String> text = sealer.open(sealed);
        return pseudonyms == null ? text : text.map(pseudonyms::ofText);
    }

    /** Whose text it is; empty once it is erased. */
    public Optional<UserId> owner(Sealed sealed) {
        return keys.find(sealed.keyId()).map(PersonKey::owner);
    }

    /** Above one position, up to another. */
    public Stream<Occurrence> between(long above, long upTo) {
        return events.events(above).takeWhile(event -> event.position() <= upTo).map(this::shown);
    }

    /** Of one aggregate from a sequence number on, at or below a position. */
    public Stream<Occurrence> of(String aggregate, long fromSeq, long upTo) {
        DomainEventStream found = events.eventsOf(original(aggregate), fromSeq, upTo);
        Iterator<Occurrence> occurrences = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public Occurrence next() {
                return shown(new Occurrence(0, found.next()));
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(occurrences, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    public boolean has(String aggregate) {
        return events.lastSequenceOf(original(aggregate)).isPresent();
    }

    public OptionalLong lastSeq(String aggregate) {
        return events.lastSequenceOf(original(aggregate));
    }

    private Occurrence shown(Occurrence event) {
        return pseudonyms == null ? event : pseudonyms.of(event);
    }

    /** The id that a stand-in stands for; any other is itself. */
    public String original(String id) {
        return pseudonyms == null ? id : pseudonyms.original(id);
    }

    /** The last position before the first event at or after a time. */
    public long positionBefore(Instant time) {
        return events.positionBefore(time);
    }

    /** The last position that had been stored by then. */
    public long positionAt(Moment moment) {
        return switch (moment) {
            case Moment.AtTime at -> events.positionBefore(at.time().plusNanos(1));
            case Moment.AtPosition at -> Math.min(at.position(), head());
        };
    }

    @Override
    public void close() {
        events.close();
    }
}

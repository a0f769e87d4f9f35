package io.parley.history.source;

import io.parley.api.Sealed;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.id.UserId;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.ReadOnlyEventStore;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKey;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/** The events of a data folder as they were when this was opened, also while its server runs. Changes nothing. */
public final class History implements AutoCloseable {
    private final DataFolder folder;
    private final ReadOnlyEventStore store;
    private final PersonKeys keys;
    private final Sealer sealer;
    private final HandleKeys handleKeys;
    private final @Nullable Pseudonyms pseudonyms;

    private History(
            DataFolder folder,
            ReadOnlyEventStore store,
            PersonKeys keys,
            ConversationKeys conversationKeys,
            HandleKeys handleKeys,
            @Nullable Pseudonyms pseudonyms) {
        this.folder = folder;
        this.store = store;
        this.keys = keys;
        this.sealer = new Sealer(keys, conversationKeys, Clock.systemUTC());
        this.handleKeys = handleKeys;
        this.pseudonyms = pseudonyms;
    }

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
        HandleKeys handleKeys = folder.handleKeys();
        ReadOnlyEventStore store =
                ReadOnlyEventStore.open(folder.events(), NamedEventSerializer.create(), NoOpEventUpcaster.INSTANCE);
        boolean opened = false;
        try {
            // After the events: whatever key they need is there by then.
            History history =
                    new History(folder, store, folder.keys(), folder.conversationKeys(), handleKeys, pseudonyms);
            opened = true;
            return history;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** The same with what has been added since. */
    public History again() {
        return open(folder, pseudonyms);
    }

    public boolean isPseudonymous() {
        return pseudonyms != null;
    }

    public DataFolder folder() {
        return folder;
    }

    public ReadOnlyEventStore store() {
        return store;
    }

    public HandleKeys handleKeys() {
        return handleKeys;
    }

    public long head() {
        return store.head();
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
        return store.events(above)
                .map(Occurrence::of)
                .takeWhile(event -> event.position() <= upTo)
                .map(this::shown);
    }

    /** Of one aggregate from a sequence number on, at or below a position. */
    public Stream<Occurrence> of(String aggregate, long fromSeq, long upTo) {
        DomainEventStream events = store.eventsOf(original(aggregate), fromSeq, upTo);
        Iterator<Occurrence> occurrences = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Occurrence next() {
                return shown(new Occurrence(0, events.next()));
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(occurrences, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    public boolean has(String aggregate) {
        return store.lastSequenceOf(original(aggregate)).isPresent();
    }

    public OptionalLong lastSeq(String aggregate) {
        return store.lastSequenceOf(original(aggregate));
    }

    private Occurrence shown(Occurrence event) {
        return pseudonyms == null ? event : pseudonyms.of(event);
    }

    /** The id that a stand-in stands for; any other is itself. */
    public String original(String id) {
        return pseudonyms == null ? id : pseudonyms.original(id);
    }

    /** The last position that had been stored by then. */
    public long positionAt(Moment moment) {
        return switch (moment) {
            case Moment.AtTime at -> store.positionBefore(at.time().plusNanos(1));
            case Moment.AtPosition at -> Math.min(at.position(), head());
        };
    }

    @Override
    public void close() {
        store.close();
    }
}

package io.parley.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Reads from disk, upcasts, and deserializes when a payload is asked for. Nothing needs to be closed. */
final class EventMessages {
    private final EventReader events;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    EventMessages(EventReader events, Serializer serializer, EventUpcaster upcasters) {
        this.events = events;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** The position that a token has finished; null is before the first. */
    static long position(@Nullable TrackingToken token, long head) {
        TrackingToken lower = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (lower == null) {
            return EventReader.BEFORE_FIRST;
        }
        if (!(lower instanceof GlobalSequenceTrackingToken position)) {
            throw new IllegalArgumentException("not a token of this event store: " + lower);
        }
        if (position.getGlobalIndex() > head) {
            throw new IllegalArgumentException("the token " + position.getGlobalIndex() + " is above the head " + head
                    + ": it is of another store, or of a later state of this one");
        }
        return Math.max(EventReader.BEFORE_FIRST, position.getGlobalIndex());
    }

    Stream<TrackedEventMessage<?>> after(long position, long head) {
        Stream<TrackedEventData<byte[]>> data = stream(new PagedIterator<>(new PagesAfter(position, head)::next))
                .map(event -> tracked(event));
        return EventUtils.upcastAndDeserializeTrackedEvents(data, serializer, upcasters);
    }

    private static TrackedEventData<byte[]> tracked(EventReader.Positioned event) {
        return StoredEvent.tracked(event.position(), event.stored());
    }

    DomainEventStream ofAggregate(String aggregate, long fromSequence, LongSupplier head) {
        PagesOfAggregate pages = new PagesOfAggregate(aggregate, fromSequence, head);
        Stream<TrackedDomainEventData<byte[]>> data =
                stream(new PagedIterator<>(pages::next)).map(event -> (TrackedDomainEventData<byte[]>) tracked(event));
        return EventStreamUtils.upcastAndDeserializeDomainEvents(data, serializer, upcasters);
    }

    static Optional<DomainEventMessage<?>> ofSnapshot(
            StoredRecord snapshot, StoredRecord.Origin origin, Serializer serializer, EventUpcaster upcasters) {
        DomainEventStream read = EventStreamUtils.upcastAndDeserializeDomainEvents(
                Stream.of(StoredEvent.ofAggregate(snapshot, origin)), serializer, upcasters);
        return read.hasNext() ? Optional.of(read.next()) : Optional.empty();
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private final class PagesAfter {
        private final long head;
        private long position;

        private PagesAfter(long position, long head) {
            this.position = position;
            this.head = head;
        }

        private List<EventReader.Positioned> next() {
            List<EventReader.Positioned> page = events.after(position, head);
            position += page.size();
            return page;
        }
    }

    private final class PagesOfAggregate {
        private final String aggregate;
        private final LongSupplier head;
        private long sequence;

        private PagesOfAggregate(String aggregate, long sequence, LongSupplier head) {
            this.aggregate = aggregate;
            this.sequence = sequence;
            this.head = head;
        }

        private List<EventReader.Positioned> next() {
            List<EventReader.Positioned> page = events.ofAggregate(aggregate, sequence, head.getAsLong());
            if (!page.isEmpty()) {
                StoredRecord.Origin last = page.getLast().stored().origin();
                sequence = last == null ? Long.MAX_VALUE : last.sequence() + 1;
            }
            return page;
        }
    }
}

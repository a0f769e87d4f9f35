package io.parley.history.source;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Those of any event store of Axon's. An aggregate's events do not say at which position they stand: which of them stand at or below one is told by
 * their times, and exactly so among those of one millisecond, as far as the machines' clocks agree.
 */
final class StoredEvents implements EventSource {
    private final EventStore events;
    private final long beforeFirst;
    private final long head;

    StoredEvents(EventStore events) {
        this.events = events;
        this.beforeFirst = position(events.createTailToken(), -1);
        this.head = position(events.createHeadToken(), beforeFirst) - beforeFirst;
    }

    private static long position(@Nullable TrackingToken token, long otherwise) {
        return token == null ? otherwise : token.position().orElse(otherwise);
    }

    /** The id of the first event. */
    @Override
    public String storeId() {
        try (Stream<Occurrence> all = events(0)) {
            return all.findFirst().map(Occurrence::id).orElse("empty");
        }
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public Stream<Occurrence> events(long above) {
        if (above >= head) {
            return Stream.empty();
        }
        BlockingStream<TrackedEventMessage<?>> opened =
                events.openStream(new GlobalSequenceTrackingToken(above + beforeFirst));
        return StreamSupport.stream(new UpToHead(opened), false).onClose(opened::close);
    }

    private final class UpToHead extends AbstractSpliterator<Occurrence> {
        private final BlockingStream<TrackedEventMessage<?>> opened;
        private boolean ended;

        UpToHead(BlockingStream<TrackedEventMessage<?>> opened) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.opened = opened;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Occurrence> action) {
            if (ended) {
                return false;
            }
            try {
                TrackedEventMessage<?> event = opened.nextAvailable();
                long position = position(event.trackingToken(), beforeFirst) - beforeFirst;
                ended = position >= head;
                if (ended) {
                    opened.close();
                }
                action.accept(new Occurrence(position, event));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HistoryException("Interrupted.", e);
            }
        }
    }

    @Override
    public DomainEventStream eventsOf(String aggregate, long fromSequence, long upToPosition) {
        DomainEventStream all = events.readEvents(aggregate, fromSequence);
        if (upToPosition >= head) {
            return all;
        }
        Optional<Occurrence> last = upToPosition <= 0 ? Optional.empty() : at(upToPosition);
        if (last.isEmpty()) {
            return DomainEventStream.empty();
        }
        Instant time = last.get().stored();
        Set<String> later = laterIn(time, upToPosition);
        return all.filter(event -> !event.getTimestamp().isAfter(time) && !later.contains(event.getIdentifier()));
    }

    private Optional<Occurrence> at(long position) {
        try (Stream<Occurrence> from = events(position - 1)) {
            return from.findFirst();
        }
    }

    /** Ids of events behind a position that have its time. */
    private Set<String> laterIn(Instant time, long position) {
        Set<String> ids = new HashSet<>();
        try (Stream<Occurrence> behind = events(position)) {
            behind.takeWhile(event -> event.stored().equals(time)).forEach(event -> ids.add(event.id()));
        }
        return ids;
    }

    @Override
    public OptionalLong lastSequenceOf(String aggregate) {
        return events.lastSequenceNumberFor(aggregate).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public long positionBefore(Instant time) {
        return Math.min(position(events.createTokenAt(time), beforeFirst) - beforeFirst, head);
    }

    /** The store is its maker's. */
    @Override
    public void close() {}
}

package io.parley.history.source;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/** Where events are, as they were when this was opened. Positions begin at 1 and have no gap. Changes nothing. */
interface EventSource extends AutoCloseable {
    /** Two stores never share one. */
    String storeId();

    /** The last position; 0 if there are no events. */
    long head();

    /** All above a position, in order. */
    Stream<Occurrence> events(long above);

    /** Those of one aggregate from a sequence number on that stand at or below a position. */
    DomainEventStream eventsOf(String aggregate, long fromSequence, long upToPosition);

    /** Empty where there are none. */
    OptionalLong lastSequenceOf(String aggregate);

    /** The last position before the first event at or after a time. */
    long positionBefore(Instant time);

    @Override
    void close();
}

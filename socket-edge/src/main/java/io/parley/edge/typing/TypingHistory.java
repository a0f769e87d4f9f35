package io.parley.edge.typing;

import io.parley.api.MetaDataKeys;
import io.parley.api.Region;
import io.parley.api.typing.TypingEvent;
import io.parley.api.typing.TypingStarted;
import io.parley.api.typing.TypingStopped;
import io.parley.delivery.typing.TypingCache.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who typed when into the event history, after everybody was told. Several changes make one append, and nothing waits for it:
 * where the store does not keep up, the history lacks some.
 */
final class TypingHistory {
    private static final Logger LOG = LoggerFactory.getLogger(TypingHistory.class);
    private static final int MOST_WAITING = 4_096;
    private static final int EVENTS_PER_APPEND = 256;

    private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final LongAdder lost = new LongAdder();
    private final EventBus events;
    private final Region region;

    TypingHistory(EventBus events, Region region) {
        this.events = events;
        this.region = region;
    }

    void add(Change change) {
        if (!waiting.offer(change)) {
            lost.increment();
        }
        if (writing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::write);
        }
    }

    /** How many the history lacks since the start. */
    long lost() {
        return lost.sum();
    }

    private void write() {
        List<Change> some = new ArrayList<>();
        do {
            while (waiting.drainTo(some, EVENTS_PER_APPEND) > 0) {
                append(some);
                some.clear();
            }
            writing.set(false);
        } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
    }

    private void append(List<Change> changes) {
        try {
            events.publish(changes.stream().<EventMessage<?>>map(this::message).toList());
        } catch (RuntimeException e) {
            lost.add(changes.size());
            LOG.warn("The history lacks {} changes of typing", changes.size(), e);
        }
    }

    private EventMessage<TypingEvent> message(Change change) {
        TypingEvent event = change.on()
                ? new TypingStarted(change.conversation(), change.user(), change.time())
                : new TypingStopped(change.conversation(), change.user(), change.time());
        return new GenericEventMessage<TypingEvent>(event)
                .andMetaData(Map.of(MetaDataKeys.ACTOR, change.user().value()))
                .andMetaData(region.asMetaData());
    }
}

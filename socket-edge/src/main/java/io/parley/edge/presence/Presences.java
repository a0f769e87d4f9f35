package io.parley.edge.presence;

import io.parley.api.MetaDataKeys;
import io.parley.api.Region;
import io.parley.api.presence.PresenceEvent;
import io.parley.delivery.Connection;
import io.parley.delivery.presence.PresenceDirectory;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who comes and goes on this edge. Every such event is stored, several to an append, a tick after it happened at the latest; while the store
 * fails they wait, and beyond a bound so do those who come.
 */
public final class Presences {
    private static final Logger LOG = LoggerFactory.getLogger(Presences.class);
    private static final int MOST_WAITING = 65_536;
    private static final int EVENTS_PER_APPEND = 512;
    private static final long ROOM_WITHIN_SECONDS = 5;

    private final BlockingQueue<PresenceEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final List<PresenceEvent> next = new ArrayList<>();
    private final PresenceDirectory directory;
    private final EventBus events;
    private final Region region;

    public Presences(PresenceDirectory directory, EventBus events, Region region) {
        this.directory = directory;
        this.events = events;
        this.region = region;
    }

    /** Blocks only where the store is far behind. */
    public void came(Session session, String edge) {
        directory.came(connection(session, edge)).ifPresent(this::add);
        if (session.isClosed()) {
            left(session, edge);
        }
    }

    public void left(Session session, String edge) {
        if (session.identity() != null) {
            directory.left(connection(session, edge));
        }
    }

    private static Connection connection(Session session, String edge) {
        Identity identity = Objects.requireNonNull(session.identity());
        return new Connection(session.id(), identity.user(), edge);
    }

    private void add(PresenceEvent event) {
        try {
            if (!waiting.offer(event, ROOM_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("The store does not take presence events; somebody's coming or going is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stores what happened; called by one thread. */
    public void tick() {
        directory.due().forEach(this::add);
        while (!next.isEmpty() || waiting.drainTo(next, EVENTS_PER_APPEND) > 0) {
            directory.recording(next);
            events.publish(next.stream().<EventMessage<?>>map(this::message).toList());
            directory.recorded(next);
            next.clear();
        }
    }

    private EventMessage<PresenceEvent> message(PresenceEvent event) {
        return new GenericEventMessage<>(
                        event, Map.of(MetaDataKeys.ACTOR, event.user().value()))
                .andMetaData(region.asMetaData());
    }
}

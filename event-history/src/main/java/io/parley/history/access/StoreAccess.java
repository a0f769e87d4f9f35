package io.parley.history.access;

import io.parley.api.account.user.UserErased;
import io.parley.api.audit.HistoryRead;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.sealing.ReadOnlyPersonKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;

/** Of whoever holds the keys of an installation whose events are in a store that its processes share, as one more of its processes. */
public final class StoreAccess implements Access {
    private static final int ATTEMPTS = 5;

    private final EventStore events;
    private final History.Keys keys;
    private final Runnable closing;
    private final Clock clock;

    /** @param closing of what was opened for it */
    public StoreAccess(EventStore events, History.Keys keys, Clock clock, Runnable closing) {
        this.events = events;
        this.keys = keys;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public History open(boolean pseudonymous) {
        return History.over(events, keys, pseudonymous);
    }

    @Override
    public void record(Use use) {
        Instant now = now();
        UsesId uses = UsesId.of(now);
        append(
                "Uses",
                uses.value(),
                new HistoryRead(uses, null, Journal.account(), use.question(), use.about(), use.pseudonymous(), now));
    }

    /** The installation's processes do the rest within a minute. */
    @Override
    public void erase(UserId person) {
        if (keys.people() instanceof ReadOnlyPersonKeys) {
            throw new HistoryException("People's keys are files of a server here; ask it: POST /v1/people/" + person
                    + "/erasure, as an operator.");
        }
        append("User", person.value(), new UserErased(person, null, now()));
        keys.people().destroy(person);
    }

    /** Behind what its aggregate has by then: another process may be quicker. */
    private void append(String type, String aggregate, Object event) {
        for (int attempt = 1; ; attempt++) {
            long seq = events.lastSequenceNumberFor(aggregate)
                    .map(last -> last + 1)
                    .orElse(0L);
            try {
                events.publish(new GenericDomainEventMessage<>(type, aggregate, seq, event));
                return;
            } catch (ConcurrencyException e) {
                if (attempt == ATTEMPTS) {
                    throw unwritten(e);
                }
            } catch (AxonException e) {
                throw unwritten(e);
            }
        }
    }

    private static HistoryException unwritten(AxonException cause) {
        return new HistoryException("The event store does not take an event: " + cause.getMessage(), cause);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        closing.run();
    }
}

package io.parley.command.account.handle;

import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.Owner;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;

/** Answers whose a handle is, also for one that nobody has: loading that would throw, and log, for every new name. */
public final class HandleLookup {
    private final Repository<Handle> handles;
    private final EventStore events;

    public HandleLookup(Repository<Handle> handles, EventStore events) {
        this.handles = handles;
        this.events = events;
    }

    @CommandHandler
    Owner handle(FindOwner command) {
        String id = command.handle().value();
        if (events.lastSequenceNumberFor(id).isEmpty()) {
            return new Owner(null);
        }
        return handles.load(id).invoke(Handle::owner);
    }
}

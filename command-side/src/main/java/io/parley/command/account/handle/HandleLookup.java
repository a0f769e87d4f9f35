package io.parley.command.account.handle;

import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.Owner;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Answers whose a handle is, also for one that nobody has: the aggregate itself could only throw then. */
public final class HandleLookup {
    private final Repository<Handle> handles;

    public HandleLookup(Repository<Handle> handles) {
        this.handles = handles;
    }

    @CommandHandler
    Owner handle(FindOwner command) {
        try {
            return handles.load(command.handle().value()).invoke(Handle::owner);
        } catch (AggregateNotFoundException e) {
            return new Owner(null);
        }
    }
}

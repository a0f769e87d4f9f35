package io.parley.command.account.handle;

import io.parley.api.Refusal;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.handle.RegisterOutcome;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.id.UserId;
import io.parley.command.account.user.User;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A login name, or by what an OpenID provider knows a person: each has one owner. */
public final class Handle {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable HandleKey handle;

    private @Nullable UserId owner;

    Handle() {}

    private Handle(HandleKey handle, UserId owner, Instant time) {
        AggregateLifecycle.apply(new HandleClaimed(handle, owner, time));
    }

    /** The claims and the person are one append: a crash leaves all or none, and of two that claim one identity the store refuses the second. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    RegisterOutcome handle(RegisterUser command, Clock clock) throws Exception {
        if (owner != null) {
            return new RegisterOutcome.Refused(Refusal.HANDLE_TAKEN);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AggregateLifecycle.apply(new HandleClaimed(command.handle(), command.user(), now));
        AggregateLifecycle.createNew(User.class, () -> new User(command, now));
        HandleKey identity = command.identity();
        if (identity != null) {
            AggregateLifecycle.createNew(Handle.class, () -> new Handle(identity, command.user(), now));
        }
        return new RegisterOutcome.Registered(command.user());
    }

    @EventSourcingHandler
    void on(HandleClaimed event) {
        handle = event.handle();
        owner = event.user();
    }

    Owner owner() {
        return new Owner(owner);
    }
}

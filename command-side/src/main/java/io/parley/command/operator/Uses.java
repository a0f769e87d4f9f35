package io.parley.command.operator;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.api.account.Outcome;
import io.parley.api.audit.HistoryRead;
import io.parley.api.audit.RecordUse;
import io.parley.api.id.UsesId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** How often the history was asked on one day, by whom, about what. */
public final class Uses {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable UsesId id;

    Uses() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RecordUse command, Clock clock) {
        apply(new HistoryRead(
                command.uses(),
                command.auditor(),
                command.account(),
                command.question(),
                command.about(),
                command.pseudonymous(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return Outcome.done();
    }

    @EventSourcingHandler
    void on(HistoryRead event) {
        id = event.uses();
    }
}

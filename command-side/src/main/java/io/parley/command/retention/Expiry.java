package io.parley.command.retention;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.RetentionId;
import io.parley.api.retention.ExpireMessages;
import io.parley.api.retention.MessagesExpired;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What is no longer kept of one conversation. An aggregate of its own: what expires is no entry, and must not queue behind sends. */
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Expiry {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable RetentionId id;

    private long upTo = -1;

    Expiry() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome expire(ExpireMessages command, Clock clock) {
        if (command.upTo() <= upTo) {
            return new ConversationOutcome.Done(false);
        }
        apply(new MessagesExpired(
                command.conversation(),
                command.upTo(),
                command.messages().stream()
                        .filter(seq -> upTo < seq && seq <= command.upTo())
                        .toList(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return new ConversationOutcome.Done(true);
    }

    @EventSourcingHandler
    void on(MessagesExpired event) {
        id = RetentionId.of(event.conversation());
        upTo = event.upTo();
    }
}

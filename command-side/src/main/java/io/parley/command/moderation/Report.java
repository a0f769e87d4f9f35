package io.parley.command.moderation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.Refusal;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.ReportId;
import io.parley.api.moderation.ReportCommand.ReportMessage;
import io.parley.api.moderation.ReportCommand.ResolveReport;
import io.parley.api.moderation.ReportEvent.MessageReported;
import io.parley.api.moderation.ReportEvent.ReportResolved;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What one person says against one message, once, and what an operator makes of it, once. */
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Report {
    @AggregateIdentifier
    private @Nullable ReportId id;

    private boolean resolved;

    Report() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome report(ReportMessage command, Clock clock) {
        boolean isNew = id == null;
        if (isNew) {
            apply(new MessageReported(
                    command.report(),
                    command.by(),
                    command.conversation(),
                    command.seq(),
                    command.author(),
                    command.body(),
                    command.reason(),
                    now(clock)));
        }
        return new ConversationOutcome.Done(isNew);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationOutcome resolve(ResolveReport command, Clock clock) {
        if (id == null) {
            return new ConversationOutcome.Refused(Refusal.UNKNOWN_REPORT);
        }
        boolean wasOpen = !resolved;
        if (wasOpen) {
            apply(new ReportResolved(command.report(), command.by(), command.resolution(), now(clock)));
        }
        return new ConversationOutcome.Done(wasOpen);
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @EventSourcingHandler
    void on(MessageReported event) {
        id = event.report();
    }

    @EventSourcingHandler
    void on(ReportResolved event) {
        resolved = true;
    }
}

package io.parley.api.moderation;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** About a report; each is answered with {@link ConversationOutcome}. */
public sealed interface ReportCommand {
    ReportId report();

    UserId by();

    /**
     * Puts a message before the operators.
     *
     * @param author of the message
     * @param body what {@code by} sees of it; null where it has no text
     * @param reason null where nobody gave one
     */
    record ReportMessage(
            @TargetAggregateIdentifier ReportId report,
            UserId by,
            ConversationId conversation,
            long seq,
            UserId author,
            @Nullable Sealed body,
            @Nullable Sealed reason)
            implements ReportCommand {}

    /** @param by an operator */
    record ResolveReport(@TargetAggregateIdentifier ReportId report, UserId by, Resolution resolution)
            implements ReportCommand {}
}

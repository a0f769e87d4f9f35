package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts the direct conversation of two people, or finds it; answered with {@link StartOutcome}. */
public record StartDirect(@TargetAggregateIdentifier ConversationId conversation, UserId by, UserId with) {
    public static StartDirect between(UserId by, UserId with) {
        return new StartDirect(ConversationId.direct(by, with), by, with);
    }
}

package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** How long messages are to be kept, for everybody; answered with {@link ConversationOutcome}. {@code by} comes from the verified token. */
public record ChangeRetention(@TargetAggregateIdentifier ConversationId conversation, UserId by, Retention retention) {}

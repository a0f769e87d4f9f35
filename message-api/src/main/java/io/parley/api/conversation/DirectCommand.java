package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What one of two people wants of the other in their conversation; each is answered with {@link ConversationOutcome}. {@code by} comes from
 * the verified token.
 */
public sealed interface DirectCommand {
    ConversationId conversation();

    UserId by();

    /** Hears and shows nothing any more; the other is not told. */
    record BlockPeer(@TargetAggregateIdentifier ConversationId conversation, UserId by) implements DirectCommand {}

    /** Hears again, from here on. */
    record UnblockPeer(@TargetAggregateIdentifier ConversationId conversation, UserId by) implements DirectCommand {}

    /** Agrees to be written to, without an answer. */
    record AcceptRequest(@TargetAggregateIdentifier ConversationId conversation, UserId by) implements DirectCommand {}
}

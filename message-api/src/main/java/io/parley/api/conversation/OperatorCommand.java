package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What an operator does in a conversation, a member of it or not; each is answered with {@link ConversationOutcome}. */
public sealed interface OperatorCommand {
    ConversationId conversation();

    UserId by();

    /**
     * Deletes somebody's message for everybody.
     *
     * @param reason for the members to see; null where there is none
     */
    record WithdrawMessage(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            DeviceId device,
            UUID mid,
            long target,
            @Nullable Sealed reason)
            implements OperatorCommand {}

    /**
     * Takes a member out of a group.
     *
     * @param reason for the members to see; null where there is none
     */
    record ExpelMember(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            UserId member,
            @Nullable Sealed reason) implements OperatorCommand {}
}

package io.parley.api.conversation;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** What one of two people decided about the other: theirs alone to know. */
public sealed interface DirectEvent extends ConversationEvent {
    UserId by();

    /** {@code by} sees no later entry. */
    @EventName("conversation.PeerBlocked")
    record PeerBlocked(ConversationId conversation, UserId by, Instant time) implements DirectEvent {}

    /** {@code by} sees entries again, from this one on. */
    @EventName("conversation.PeerUnblocked")
    record PeerUnblocked(ConversationId conversation, UserId by, Instant time) implements DirectEvent {}

    /** {@code by}, to whom a stranger wrote, agreed to it. */
    @EventName("conversation.RequestAccepted")
    record RequestAccepted(ConversationId conversation, UserId by, Instant time) implements DirectEvent {}
}

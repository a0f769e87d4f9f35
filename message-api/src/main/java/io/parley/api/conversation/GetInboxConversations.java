package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.Set;

/** Asks where a person is, was, or is invited; answered with {@link Conversations}. */
public record GetInboxConversations(UserId user) {
    public record Conversations(Set<ConversationId> conversations) {}
}

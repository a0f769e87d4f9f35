package io.parley.api.conversation;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.Set;

/**
 * Asks who is in a conversation; answered with {@link Members}. As the views show it.
 *
 * @param most members, beyond which the answer is nobody: what is asked for is not done in conversations that large
 */
public record GetMembers(ConversationId conversation, int most) {
    /** Nobody where there is no such conversation, or where it is too large. */
    public record Members(Set<UserId> members) {}
}

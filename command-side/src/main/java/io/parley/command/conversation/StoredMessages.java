package io.parley.command.conversation;

import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import org.jspecify.annotations.Nullable;

/** Messages that were sent before, read from the event store: an aggregate does not remember who wrote each of a million. */
public interface StoredMessages {
    /**
     * Null where the entry with that seq is no message, or there is none. Blocks.
     *
     * @throws RuntimeException if the store cannot be read
     */
    @Nullable
    MessageSent at(ConversationId conversation, long seq);
}

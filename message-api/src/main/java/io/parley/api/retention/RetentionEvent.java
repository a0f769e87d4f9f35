package io.parley.api.retention;

import io.parley.api.id.ConversationId;
import java.time.Instant;

/** What is no longer kept of a conversation. */
public sealed interface RetentionEvent permits MessagesExpired {
    ConversationId conversation();

    Instant time();
}

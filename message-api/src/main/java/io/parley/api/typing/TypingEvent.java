package io.parley.api.typing;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** Who was typing where; told to nobody from here, and of no aggregate: kept for whoever replays the history. */
public sealed interface TypingEvent permits TypingStarted, TypingStopped {
    ConversationId conversation();

    UserId user();

    Instant time();
}

package io.parley.api.conversation;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** Two people can talk from here on: entry 0 of a direct conversation. */
@EventName("conversation.DirectStarted")
public record DirectStarted(ConversationId conversation, UserId by, UserId with, Instant time)
        implements ConversationEvent {}

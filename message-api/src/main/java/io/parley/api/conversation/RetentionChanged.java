package io.parley.api.conversation;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** From now on all messages, earlier ones too, are kept for as long as that. */
@EventName("conversation.RetentionChanged")
public record RetentionChanged(ConversationId conversation, UserId by, Retention retention, Instant time)
        implements ConversationEvent {}

package io.parley.api.typing;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;

@EventName("typing.TypingStopped")
public record TypingStopped(ConversationId conversation, UserId user, Instant time) implements TypingEvent {}

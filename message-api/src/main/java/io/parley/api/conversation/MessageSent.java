package io.parley.api.conversation;

import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;

/** @param mid made by the client, unique per message of that device */
@EventName("conversation.MessageSent")
public record MessageSent(
        ConversationId conversation, UUID mid, UserId from, DeviceId device, Sealed body, Instant time)
        implements ConversationEvent {}

package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an earlier message, each an entry of its own; the message's event stays as it was. */
public sealed interface MessageChange extends ConversationEvent {
    /** Made by the client, unique per entry of that device. */
    UUID mid();

    UserId by();

    DeviceId device();

    /** The message's seq. */
    long target();

    /** @param body in place of all before */
    @EventName("conversation.MessageEdited")
    record MessageEdited(
            ConversationId conversation, UUID mid, UserId by, DeviceId device, long target, Sealed body, Instant time)
            implements MessageChange {}

    /** @param reason why it was taken away; null where nobody said */
    @EventName("conversation.MessageDeleted")
    record MessageDeleted(
            ConversationId conversation,
            UUID mid,
            UserId by,
            DeviceId device,
            long target,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed reason,

            Instant time)
            implements MessageChange {}

    /** @param reaction in place of that person's one before; null where it was taken back */
    @EventName("conversation.MessageReacted")
    record MessageReacted(
            ConversationId conversation,
            UUID mid,
            UserId by,
            DeviceId device,
            long target,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed reaction,

            Instant time)
            implements MessageChange {}
}

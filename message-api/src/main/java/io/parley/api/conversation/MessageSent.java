package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param mid made by the client, unique per entry of that device
 * @param attachments none for most
 * @param replyTo seq of the entry that it answers; null for most
 * @param mentions members whom it addresses by name
 */
@EventName("conversation.MessageSent")
public record MessageSent(
        ConversationId conversation,
        UUID mid,
        UserId from,
        DeviceId device,
        Sealed body,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long replyTo,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UserId> mentions,
        Instant time)
        implements ConversationEvent {
    /** Events from before there were attachments or mentions have none. */
    public MessageSent {
        attachments = Objects.requireNonNullElse(attachments, List.of());
        mentions = Objects.requireNonNullElse(mentions, List.of());
    }

    public MessageSent(ConversationId conversation, UUID mid, UserId from, DeviceId device, Sealed body, Instant time) {
        this(conversation, mid, from, device, body, List.of(), null, List.of(), time);
    }
}

package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one device, and its changes to earlier ones, in its order, at most {@value #MAX_BATCH}; answered with {@link SendOutcomes}, one
 * outcome each in the same order.
 *
 * @param user and {@code device}: from the verified token, never from a frame
 */
public record SendMessages(
        @TargetAggregateIdentifier ConversationId conversation, UserId user, DeviceId device, List<Outgoing> messages) {
    public static final int MAX_BATCH = 16;

    public SendMessages {
        if (messages.isEmpty() || messages.size() > MAX_BATCH) {
            throw new IllegalArgumentException("1 to " + MAX_BATCH + " messages, not " + messages.size());
        }
    }

    /** @param after the mid of this device's previous accepted message here; null where the client does not chain */
    public record Outgoing(UUID mid, @Nullable UUID after, Content content) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    public sealed interface Content {}

    /**
     * @param attachments null where a grant is not valid, or no longer: it may be a resend all the same
     * @param replyTo seq of an earlier entry; null for most
     * @param mentions who of them is not in the conversation is left out
     */
    public record Message(
            Sealed body,
            @Nullable List<Attachment> attachments,
            @Nullable Long replyTo,
            List<UserId> mentions) implements Content {
        public Message(Sealed body) {
            this(body, List.of(), null, List.of());
        }
    }

    public record Edit(long target, Sealed body) implements Content {}

    /** @param reason null where there is none to say */
    public record Deletion(long target, @Nullable Sealed reason) implements Content {}

    /** @param reaction null takes the person's back */
    public record Reaction(long target, @Nullable Sealed reaction) implements Content {}
}

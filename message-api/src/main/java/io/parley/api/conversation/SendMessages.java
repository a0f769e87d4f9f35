package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one device, in its order, at most {@value #MAX_BATCH}; answered with {@link SendOutcomes}, one outcome each in the
 * same order.
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
    public record Outgoing(UUID mid, @Nullable UUID after, Sealed body) {}
}

package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.api.Refusal;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a person may see of a conversation; answered with {@link Answer}. With {@code before}, the newest entries below it; with
 * {@code after}, the oldest above it; with neither, the newest.
 */
public record GetHistory(
        UserId user,
        ConversationId conversation,
        @Nullable Long before,
        @Nullable Long after,
        int limit) {
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    public sealed interface Answer {}

    /**
     * @param entries in ascending seq order
     * @param more there are further ones in the direction asked for
     */
    public record Page(List<EntryView> entries, boolean more) implements Answer {}

    public record Refused(Refusal refusal) implements Answer {}
}

package io.parley.api.audit;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was named in a question; nothing of it where the question was about everything.
 *
 * @param message its {@code mid}; null where none was named
 */
public record About(
        List<UserId> people,
        List<ConversationId> conversations,
        @Nullable UUID message) {
    public static final About EVERYTHING = new About(List.of(), List.of(), null);

    public static About of(UserId person) {
        return new About(List.of(person), List.of(), null);
    }

    public static About of(ConversationId conversation) {
        return new About(List.of(), List.of(conversation), null);
    }

    public static About of(UUID message) {
        return new About(List.of(), List.of(), message);
    }
}

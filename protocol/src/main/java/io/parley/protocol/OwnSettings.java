package io.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a person keeps a conversation.
 *
 * @param mutedUntil no notifications until then; absent where it is not muted
 * @param unread marked as unread, whatever was read
 * @param draft a message that was begun; absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnSettings(
        @Nullable Instant mutedUntil,
        boolean archived,
        boolean pinned,
        boolean unread,
        @Nullable String draft) {}

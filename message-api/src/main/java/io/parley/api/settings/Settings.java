package io.parley.api.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one person keeps one conversation; on all of their devices, and nobody else's to know.
 *
 * @param mutedUntil no notifications until then; {@link #FOREVER} without end; null where it is not muted
 * @param unread marked as unread, whatever was read
 * @param draft a message that was begun; null for none
 */
public record Settings(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant mutedUntil,

        boolean archived,
        boolean pinned,
        boolean unread,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sealed draft) {
    public static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59Z");

    public static final Settings DEFAULT = new Settings(null, false, false, false, null);
}

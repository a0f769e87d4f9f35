package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation as the views hold it, its body still sealed.
 *
 * @param kind {@code started} or {@code message}
 * @param device, mid and {@code body}: null where the kind has none
 */
public record EntryView(
        long seq,
        String kind,
        UserId from,
        @Nullable DeviceId device,
        @Nullable UUID mid,
        @Nullable Sealed body,
        Instant time) {}

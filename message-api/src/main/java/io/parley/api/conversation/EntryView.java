package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation as the views hold it, its body still sealed.
 *
 * @param kind {@code started} or {@code message}, or what happened to a group: {@code created}, {@code renamed}, {@code added},
 *     {@code invited}, {@code accepted}, {@code declined}, {@code withdrawn}, {@code removed}, {@code left}, {@code promoted}, {@code demoted}
 * @param device and {@code mid}: null for all but messages
 * @param body a message's text, or the title of a group that was created or renamed; null elsewhere
 * @param about whom it happened to, where that is not {@code from} alone; empty elsewhere
 */
public record EntryView(
        long seq,
        String kind,
        UserId from,
        @Nullable DeviceId device,
        @Nullable UUID mid,
        @Nullable Sealed body,
        List<UserId> about,
        Instant time) {}

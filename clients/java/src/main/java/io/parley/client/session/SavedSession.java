package io.parley.client.session;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session knew when it ended.
 *
 * @param seen the last seq that the app was given, by conversation, the one that was last seen last
 * @param read the app's own read watermark, by conversation
 * @param lastAccepted the mid of this device's last accepted message, by conversation
 * @param outbox what is not accepted yet, oldest first
 */
public record SavedSession(
        @Nullable String mark,
        Map<String, Long> seen,
        Map<String, Long> read,
        Map<String, UUID> lastAccepted,
        List<Outgoing> outbox) {}

package io.parley.client.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param lastSeen null where they are online, never were, or do not let the caller know */
public record Presence(
        String user, boolean online, @Nullable Instant lastSeen) {}

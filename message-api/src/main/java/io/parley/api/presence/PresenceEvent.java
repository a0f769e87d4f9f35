package io.parley.api.presence;

import io.parley.api.id.UserId;
import java.time.Instant;

/** Somebody came or went, on whichever devices; of no aggregate. {@code generation} rises with every coming, and the going has the same. */
public sealed interface PresenceEvent permits CameOnline, WentOffline {
    UserId user();

    long generation();

    /** When they came, or when they were there last. */
    Instant lastSeen();
}

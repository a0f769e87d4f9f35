package io.parley.api.asset;

import io.parley.api.id.UserId;

/** Asks how much a person has stored, as the views know it; answered with {@link Usage}. */
public record FindUsage(UserId user) {
    public record Usage(long bytes) {}
}

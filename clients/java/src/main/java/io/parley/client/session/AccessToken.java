package io.parley.client.session;

import java.time.Instant;

/** @param expiresAt by this machine's clock */
public record AccessToken(String value, Instant expiresAt) {
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}

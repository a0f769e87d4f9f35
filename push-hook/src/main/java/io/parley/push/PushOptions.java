package io.parley.push;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of the push hook.
 *
 * @param url where notices are posted to; none turns the hook off
 * @param secret what they are signed with, as Standard Webhooks writes it: {@code whsec_} and 24 to 64 bytes in base64
 * @param timeout of one attempt
 * @param longestPause between two attempts; pauses double from a second up to this
 */
@ConfigurationProperties("parley.push")
public record PushOptions(
        @Nullable URI url,
        @Nullable String secret,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1m") Duration longestPause) {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    public PushOptions {
        if (url != null && !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("parley.push.url must be an http or https address");
        }
        if (url != null && !isSecret(secret)) {
            throw new IllegalArgumentException("parley.push.secret must be '" + PREFIX + "' and " + LEAST_BYTES + " to "
                    + MOST_BYTES + " bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)");
        }
        if (!timeout.isPositive() || !longestPause.isPositive()) {
            throw new IllegalArgumentException("parley.push: timeout and longest-pause must be above 0");
        }
    }

    private static boolean isSecret(@Nullable String secret) {
        if (secret == null || !secret.startsWith(PREFIX)) {
            return false;
        }
        try {
            int bytes = decoded(secret).length;
            return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** Where to; the hook is on. */
    URI receiver() {
        return Objects.requireNonNull(url);
    }

    /** What is signed with; the hook is on. */
    byte[] key() {
        return decoded(Objects.requireNonNull(secret));
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "PushOptions[url=" + url + "]";
    }
}

package io.parley.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A conversation's id; URL-safe text without {@code :} or {@code .}, so that views may build keys from it. */
public record ConversationId(@JsonValue String value) {
    private static final int DIRECT_BYTES = 16;

    @JsonCreator
    public ConversationId {
        Objects.requireNonNull(value);
    }

    /** A new group's: a UUIDv7. */
    public static ConversationId group() {
        return new ConversationId(Ids.timeOrdered());
    }

    /**
     * The one direct conversation of two people: the first 128 bits of SHA-256 over the sorted pair, so that whoever
     * starts it, and however often, it is the same one.
     */
    public static ConversationId direct(UserId one, UserId other) {
        boolean sorted = one.value().compareTo(other.value()) <= 0;
        String pair = sorted ? one.value() + ' ' + other.value() : other.value() + ' ' + one.value();
        byte[] hash = sha256(pair.getBytes(StandardCharsets.US_ASCII));
        return new ConversationId(
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIRECT_BYTES)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The bare value: Axon addresses aggregates by this text. */
    @Override
    public String toString() {
        return value;
    }
}

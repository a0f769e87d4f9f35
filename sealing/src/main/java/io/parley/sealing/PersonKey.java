package io.parley.sealing;

import io.parley.api.id.UserId;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person's AES-256 key.
 *
 * @param keyId names it in every {@link io.parley.api.Sealed}; random, says nothing about its owner
 */
public record PersonKey(String keyId, UserId owner, SecretKey key) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 16;

    /** A fresh one; in no store yet. */
    static PersonKey create(UserId owner) {
        return new PersonKey(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_BYTES)),
                owner,
                new SecretKeySpec(bytes(KEY_BYTES), "AES"));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "PersonKey[" + keyId + " of " + owner + "]";
    }
}

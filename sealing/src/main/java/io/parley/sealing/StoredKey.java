package io.parley.sealing;

import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key as key rings hold it.
 *
 * @param keyId random, says nothing about the subject
 * @param subject whose it is; a subject has one key at a time
 * @param version of keys that are replaced by their successors: which one; 0 for others; {@link #OF_NOBODY} of one that stands in the place of
 *     a destroyed key, with which nothing is sealed
 */
record StoredKey(String keyId, String subject, long version, SecretKey key) {
    private static final long OF_NOBODY = -1;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 16;

    /** A fresh one; in no ring yet. */
    static StoredKey create(String subject, long version) {
        return new StoredKey(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_BYTES)),
                subject,
                version,
                new SecretKeySpec(bytes(KEY_BYTES), "AES"));
    }

    /** What a ring holds for a subject whose key was destroyed: there will be no other. */
    static StoredKey destroyed(String subject) {
        return create(subject, OF_NOBODY);
    }

    boolean isDestroyed() {
        return version == OF_NOBODY;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "StoredKey[" + keyId + " of " + subject + "]";
    }
}

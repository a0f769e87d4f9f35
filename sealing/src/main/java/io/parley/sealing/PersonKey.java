package io.parley.sealing;

import io.parley.api.id.UserId;
import javax.crypto.SecretKey;

/**
 * A person's AES-256 key.
 *
 * @param keyId names it in every {@link io.parley.api.Sealed}; random, says nothing about its owner
 */
public record PersonKey(String keyId, UserId owner, SecretKey key) {
    static PersonKey of(StoredKey stored) {
        return new PersonKey(stored.keyId(), new UserId(stored.subject()), stored.key());
    }

    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "PersonKey[" + keyId + " of " + owner + "]";
    }
}

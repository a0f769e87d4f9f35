package io.parley.sealing;

import io.parley.api.id.UserId;
import java.util.Optional;

/** Safe for use by many threads. Every method throws {@link KeyStoreException} when the store cannot be written. */
public interface PersonKeys {
    /**
     * The key to seal with, made at the person's first use. It is durable when this returns: no text is ever sealed with
     * a key that a crash could take away. After {@link #destroy} a person gets a new one.
     */
    PersonKey current(UserId person);

    /** Empty for a key that was destroyed or never was. */
    Optional<PersonKey> find(String keyId);

    /** Destroys all keys of the person, durably; what was sealed with them can never be opened again. */
    void destroy(UserId person);
}

package io.parley.sealing;

import io.parley.api.id.UserId;
import java.util.Optional;

/** Safe for use by many threads. Every method throws {@link KeyStoreException} when the store cannot be written. */
public interface PersonKeys {
    /**
     * The key to seal with, made at the person's first use. It is durable when this returns: no text is ever sealed with
     * a key that a crash could take away.
     *
     * @throws ErasedException after {@link #destroy}: whoever was erased writes nothing any more
     */
    PersonKey current(UserId person);

    /** Empty for a key that was destroyed or never was. */
    Optional<PersonKey> find(String keyId);

    /** Destroys the person's key, durably, for ever; what was sealed with it can never be opened again. Doing so again changes nothing. */
    void destroy(UserId person);
}

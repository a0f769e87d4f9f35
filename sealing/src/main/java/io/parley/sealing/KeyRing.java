package io.parley.sealing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Where keys are kept. Safe for use by many threads. Every method throws {@link KeyStoreException} when the store cannot be used. */
interface KeyRing extends AutoCloseable {
    /**
     * The subject's key; the fresh one where it has none. It is durable when this returns.
     *
     * @throws ErasedException where its key was destroyed
     */
    StoredKey current(String subject, Supplier<StoredKey> fresh);

    /** The subject's key, if it has one. */
    Optional<StoredKey> of(String subject);

    /** Empty for a key that was destroyed or never was. */
    Optional<StoredKey> find(String keyId);

    /** Destroys the subject's key, durably; it never gets another. */
    void destroy(String subject);

    /** Puts others in the place of subjects' keys, under the same id; those before are destroyed, durably. Who has no key is passed over. */
    void replace(Map<String, UnaryOperator<StoredKey>> successors);

    @Override
    void close();
}

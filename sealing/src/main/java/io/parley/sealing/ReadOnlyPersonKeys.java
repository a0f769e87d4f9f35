package io.parley.sealing;

import io.parley.api.id.UserId;
import java.nio.file.Path;
import java.util.Optional;

/** The keys as the file had them when this was read, also while another process writes to it. Makes none and destroys none. */
public final class ReadOnlyPersonKeys implements PersonKeys {
    private final ReadOnlyKeyRing ring;

    private ReadOnlyPersonKeys(ReadOnlyKeyRing ring) {
        this.ring = ring;
    }

    /** @throws KeyStoreException in one sentence: missing, damaged, or one file does not belong to the other */
    public static ReadOnlyPersonKeys read(Path keyFile, Path masterKeyFile) {
        return new ReadOnlyPersonKeys(ReadOnlyKeyRing.read(keyFile, masterKeyFile));
    }

    /** @throws UnsupportedOperationException always: a key that is not there yet would have to be made */
    @Override
    public PersonKey current(UserId person) {
        throw new UnsupportedOperationException("these keys are only read");
    }

    @Override
    public Optional<PersonKey> find(String keyId) {
        return ring.find(keyId).map(PersonKey::of);
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void destroy(UserId person) {
        throw new UnsupportedOperationException("these keys are only read");
    }
}

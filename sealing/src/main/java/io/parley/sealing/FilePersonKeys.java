package io.parley.sealing;

import io.parley.api.id.UserId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys in a file, all of them in memory too (some 500 bytes a person). Whoever asks for the first key of a person waits
 * for one write to the disk, shared by all who ask meanwhile. After a failed write no key is made until the next start:
 * what is on the disk is then uncertain.
 */
public final class FilePersonKeys implements PersonKeys, AutoCloseable {
    private final FileKeyRing ring;

    private FilePersonKeys(FileKeyRing ring) {
        this.ring = ring;
    }

    /**
     * Opens both files; creates both if there is neither, with mode 0600.
     *
     * @throws KeyStoreException in one sentence: in use, damaged, or one file does not belong to the other
     */
    public static FilePersonKeys open(Path keyFile, Path masterKeyFile) {
        return new FilePersonKeys(FileKeyRing.open(keyFile, masterKeyFile));
    }

    @Override
    public PersonKey current(UserId person) {
        return PersonKey.of(ring.current(person.value(), () -> StoredKey.create(person.value(), 0)));
    }

    @Override
    public Optional<PersonKey> find(String keyId) {
        return ring.find(keyId).map(PersonKey::of);
    }

    @Override
    public void destroy(UserId person) {
        ring.destroy(person.value());
    }

    @Override
    public void close() {
        ring.close();
    }
}

package io.parley.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The keys as the file had them when this was read, also while another process writes to it. Makes none and destroys none. */
final class ReadOnlyKeyRing implements KeyRing {
    private final Map<String, StoredKey> byId = new HashMap<>();
    private final Map<String, StoredKey> bySubject = new HashMap<>();

    private ReadOnlyKeyRing() {}

    /** @throws KeyStoreException in one sentence: missing, damaged, or one file does not belong to the other */
    static ReadOnlyKeyRing read(Path keyFile, Path masterKeyFile) {
        try {
            MasterKey master = MasterKey.read(masterKeyFile);
            List<String> lines = completeLines(keyFile);
            if (lines.isEmpty() || !lines.getFirst().equals(FileKeyRing.header(master))) {
                throw new KeyStoreException("The key file " + keyFile + " is damaged, or the master key in "
                        + masterKeyFile + " is not its own.");
            }
            ReadOnlyKeyRing keys = new ReadOnlyKeyRing();
            for (int i = 1; i < lines.size(); i++) {
                keys.add(keyFile, lines.get(i), master, i + 1);
            }
            return keys;
        } catch (IOException e) {
            throw new KeyStoreException("The keys in " + keyFile + " cannot be read: " + e, e);
        }
    }

    private void add(Path keyFile, String line, MasterKey master, int number) {
        try {
            StoredKey key = KeyLine.read(line, master, number);
            byId.put(key.keyId(), key);
            bySubject.put(key.subject(), key);
        } catch (KeyStoreException | IllegalArgumentException e) {
            throw new KeyStoreException("The key file " + keyFile + " is damaged in line " + number + ".", e);
        }
    }

    /** The writer may be in the midst of the last line. */
    private static List<String> completeLines(Path keyFile) throws IOException {
        String content = Files.readString(keyFile, StandardCharsets.US_ASCII);
        return content.substring(0, content.lastIndexOf('\n') + 1).lines().toList();
    }

    /** @throws UnsupportedOperationException always: a key that is not there yet would have to be made */
    @Override
    public StoredKey current(String subject, Supplier<StoredKey> fresh) {
        throw new UnsupportedOperationException("these keys are only read");
    }

    @Override
    public Optional<StoredKey> of(String subject) {
        return Optional.ofNullable(bySubject.get(subject)).filter(key -> !key.isDestroyed());
    }

    @Override
    public Optional<StoredKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void destroy(String subject) {
        throw new UnsupportedOperationException("these keys are only read");
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void replace(Map<String, UnaryOperator<StoredKey>> successors) {
        throw new UnsupportedOperationException("these keys are only read");
    }

    @Override
    public void close() {}
}

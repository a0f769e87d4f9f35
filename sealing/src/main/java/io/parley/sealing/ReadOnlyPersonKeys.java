package io.parley.sealing;

import io.parley.api.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys as the file had them when this was read, also while another process writes to it. Makes none and destroys none. */
public final class ReadOnlyPersonKeys implements PersonKeys {
    private final Map<String, PersonKey> byId = new HashMap<>();

    private ReadOnlyPersonKeys() {}

    /** @throws KeyStoreException in one sentence: missing, damaged, or one file does not belong to the other */
    public static ReadOnlyPersonKeys read(Path keyFile, Path masterKeyFile) {
        try {
            MasterKey master = MasterKey.read(masterKeyFile);
            List<String> lines = completeLines(keyFile);
            if (lines.isEmpty() || !lines.getFirst().equals(FilePersonKeys.header(master))) {
                throw new KeyStoreException("The key file " + keyFile + " is damaged, or the master key in "
                        + masterKeyFile + " is not its own.");
            }
            ReadOnlyPersonKeys keys = new ReadOnlyPersonKeys();
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
            PersonKey key = KeyLine.read(line, master, number);
            byId.put(key.keyId(), key);
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
    public PersonKey current(UserId person) {
        throw new UnsupportedOperationException("these keys are only read");
    }

    @Override
    public Optional<PersonKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void destroy(UserId person) {
        throw new UnsupportedOperationException("these keys are only read");
    }
}

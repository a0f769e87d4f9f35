package io.parley.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a file, all of them in memory too (some 500 bytes each). Whoever asks for the first key of a subject waits
 * for one write to the disk, shared by all who ask meanwhile. After a failed write no key is made until the next start:
 * what is on the disk is then uncertain.
 *
 * <p>Destroying replaces the file by one without the key. Blocks of the old one stay on the disk until something
 * overwrites them, and so do backups: what they hold is wrapped by the master key.
 */
final class FileKeyRing implements KeyRing {
    private static final String HEADER = "parley-keys 1 ";

    private final KeyFile file;
    private final MasterKey master;
    private final Map<String, StoredKey> byId = new ConcurrentHashMap<>();
    private final Map<String, StoredKey> bySubject = new ConcurrentHashMap<>();
    private final Map<String, StoredKey> waiting = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    private @Nullable IOException broken;

    private FileKeyRing(KeyFile file, MasterKey master) {
        this.file = file;
        this.master = master;
    }

    /**
     * Opens both files; creates both if there is neither, with mode 0600.
     *
     * @throws KeyStoreException in one sentence: in use, damaged, or one file does not belong to the other
     */
    public static FileKeyRing open(Path keyFile, Path masterKeyFile) {
        try {
            KeyFile file = KeyFile.lock(keyFile);
            try {
                return load(file, masterKeyFile);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new KeyStoreException("The key file " + keyFile + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static FileKeyRing load(KeyFile file, Path masterKeyFile) throws IOException {
        boolean fresh = !file.exists();
        if (!Files.exists(masterKeyFile)) {
            if (!fresh) {
                throw new KeyStoreException("The master key file " + masterKeyFile + " is missing; " + file
                        + " cannot be read without it.");
            }
            MasterKey.create(masterKeyFile);
        }
        FileKeyRing keys = new FileKeyRing(file, MasterKey.read(masterKeyFile));
        if (fresh) {
            file.replace(keys.header());
        }
        keys.read(masterKeyFile);
        return keys;
    }

    private String header() {
        return header(master) + "\n";
    }

    static String header(MasterKey master) {
        return HEADER + master.fingerprint();
    }

    private void read(Path masterKeyFile) throws IOException {
        List<String> lines = file.readLines();
        if (lines.isEmpty() || !lines.getFirst().startsWith(HEADER)) {
            throw new KeyStoreException("The key file " + file + " is damaged or not one of this version: line 1.");
        }
        if (!lines.getFirst().equals(header().strip())) {
            throw new KeyStoreException("The master key in " + masterKeyFile + " is not the one of " + file + ".");
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                remember(KeyLine.read(lines.get(i), master, i + 1));
            } catch (KeyStoreException | IllegalArgumentException e) {
                throw new KeyStoreException("The key file " + file + " is damaged in line " + (i + 1) + ".", e);
            }
        }
    }

    @Override
    public StoredKey current(String subject, Supplier<StoredKey> fresh) {
        StoredKey known = bySubject.get(subject);
        if (known != null) {
            return usable(known);
        }
        waiting.computeIfAbsent(subject, any -> fresh.get());
        synchronized (writing) {
            if (!bySubject.containsKey(subject)) {
                waiting.computeIfAbsent(subject, any -> fresh.get());
                writeWaiting();
            }
            return usable(Objects.requireNonNull(bySubject.get(subject)));
        }
    }

    private static StoredKey usable(StoredKey key) {
        if (key.isDestroyed()) {
            throw new ErasedException(key.subject());
        }
        return key;
    }

    @Override
    public Optional<StoredKey> of(String subject) {
        return Optional.ofNullable(bySubject.get(subject)).filter(key -> !key.isDestroyed());
    }

    /** One write for all that have come so far; only what is on the disk becomes known. */
    private void writeWaiting() {
        List<StoredKey> seen = List.copyOf(waiting.values());
        List<StoredKey> batch = seen.stream()
                .filter(key -> !bySubject.containsKey(key.subject()))
                .toList();
        write(() -> file.append(lines(batch)));
        batch.forEach(this::remember);
        seen.forEach(key -> waiting.remove(key.subject(), key));
    }

    private String lines(Collection<StoredKey> keys) {
        return keys.stream().map(key -> KeyLine.write(key, master)).collect(Collectors.joining());
    }

    private void remember(StoredKey key) {
        byId.put(key.keyId(), key);
        bySubject.put(key.subject(), key);
    }

    @Override
    public Optional<StoredKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    @Override
    public void destroy(String subject) {
        synchronized (writing) {
            StoredKey known = bySubject.get(subject);
            if (known != null && known.isDestroyed()) {
                return;
            }
            StoredKey destroyed = StoredKey.destroyed(subject);
            List<StoredKey> kept = Stream.concat(
                            byId.values().stream().filter(key -> !key.subject().equals(subject)), Stream.of(destroyed))
                    .toList();
            write(() -> file.replace(header() + lines(kept)));
            byId.values().removeIf(key -> key.subject().equals(subject));
            remember(destroyed);
        }
    }

    @Override
    public void replace(Map<String, UnaryOperator<StoredKey>> successors) {
        synchronized (writing) {
            List<StoredKey> changed = successors.entrySet().stream()
                    .flatMap(one -> of(one.getKey()).map(one.getValue()).stream())
                    .filter(key -> !key.equals(byId.get(key.keyId())))
                    .toList();
            if (changed.isEmpty()) {
                return;
            }
            Map<String, StoredKey> all = new HashMap<>(byId);
            changed.forEach(key -> all.put(key.keyId(), key));
            write(() -> file.replace(header() + lines(all.values())));
            changed.forEach(this::remember);
        }
    }

    private void write(Writing action) {
        if (broken != null) {
            throw new KeyStoreException("The key file " + file + " could not be written; restart when it can.", broken);
        }
        try {
            action.run();
        } catch (IOException e) {
            broken = e;
            throw new KeyStoreException("The key file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        synchronized (writing) {
            broken = new IOException("closed");
            try {
                file.close();
            } catch (IOException e) {
                throw new KeyStoreException("The key file " + file + " cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}

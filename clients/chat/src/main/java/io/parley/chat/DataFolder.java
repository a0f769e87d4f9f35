package io.parley.chat;

import io.parley.client.session.FileSessionStore;
import io.parley.client.session.SessionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** What one person keeps of one server: the log-in, the session's state with its outbox, and a log. For this user's eyes only. */
final class DataFolder implements AutoCloseable {
    private static final Logger ROOT_LOG = Logger.getLogger("");
    private static final String OWNER_ONLY = "rwx------";

    private final Path path;
    private final SessionStore store;
    private final FileHandler log;

    private DataFolder(Path path, SessionStore store, FileHandler log) {
        this.path = path;
        this.store = store;
        this.log = log;
    }

    static DataFolder open(Path data, URI url, String handle) {
        Path path = data.resolve(safe(url.getAuthority())).resolve(safe(handle));
        try {
            makePrivate(data, path);
            return new DataFolder(path, FileSessionStore.open(path.resolve("session")), logTo(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException inUse) {
            throw new ChatFailure(handle + " is open in another terminal already; close it, or use another --data.");
        }
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static void makePrivate(Path data, Path path) throws IOException {
        boolean isNew = Files.notExists(data);
        Files.createDirectories(path);
        if (isNew) makePrivate(data);
        makePrivate(path);
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) return;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
    }

    private static FileHandler logTo(Path path) throws IOException {
        for (Handler console : ROOT_LOG.getHandlers()) ROOT_LOG.removeHandler(console);
        FileHandler log = new FileHandler(path.resolve("log").toString().replace("%", "%%"), true);
        log.setFormatter(new SimpleFormatter());
        log.setLevel(Level.WARNING);
        ROOT_LOG.addHandler(log);
        return log;
    }

    Path path() {
        return path;
    }

    SessionStore store() {
        return store;
    }

    Optional<String> read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            Path fresh = path.resolve(name + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the person on this machine; what was not sent too. */
    void forget() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ROOT_LOG.removeHandler(log);
        log.close();
        store.close();
    }
}

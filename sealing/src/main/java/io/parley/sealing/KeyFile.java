package io.parley.sealing;

import io.parley.api.key.PrivateFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of lines that is appended to or replaced as a whole, by one process. Not thread safe. */
final class KeyFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final Path path;
    private final FileChannel lock;
    private @Nullable FileOutputStream out;

    private KeyFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** The lock is a file of its own, since replacing the key file would leave the lock behind on the old one. */
    static KeyFile lock(Path path) throws IOException {
        Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
        if (!Files.exists(lockPath)) {
            PrivateFile.create(lockPath);
        }
        FileChannel lock = FileChannel.open(lockPath, StandardOpenOption.WRITE);
        if (isTaken(lock)) {
            lock.close();
            throw new KeyStoreException("The key file " + path + " is in use by another process.");
        }
        PrivateFile.removeUnfinished(path);
        return new KeyFile(path, lock);
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * The complete lines. An end without a newline is cut off: its writing was interrupted, so nobody was told that the
     * key exists.
     */
    List<String> readLines() throws IOException {
        byte[] content = Files.readAllBytes(path);
        int complete = content.length;
        while (complete > 0 && content[complete - 1] != '\n') {
            complete--;
        }
        if (complete < content.length) {
            log.warn("{} ends in an unfinished line of {} bytes: dropped", path, content.length - complete);
            truncate(complete);
        }
        return new String(content, 0, complete, StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    private void truncate(int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
            file.getFD().sync();
        }
    }

    void append(String lines) throws IOException {
        FileOutputStream to = out == null ? new FileOutputStream(path.toFile(), true) : out;
        out = to;
        to.write(lines.getBytes(StandardCharsets.US_ASCII));
        to.getFD().sync();
    }

    void replace(String content) throws IOException {
        closeOutput();
        PrivateFile.replace(path, content.getBytes(StandardCharsets.US_ASCII));
    }

    private void closeOutput() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            closeOutput();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package io.parley.client.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON lines, synced before {@link #queued} returns, and written anew at every start. A last line that a crash cut
 * short is dropped: nobody was told that it is safe. One process at a time.
 */
public final class FileSessionStore implements SessionStore {
    private final MemorySessionStore memory = new MemorySessionStore();
    private final FileChannel lockFile;
    private final FileChannel file;

    private FileSessionStore(FileChannel lockFile, Path path) throws IOException {
        this.lockFile = lockFile;
        if (Files.exists(path))
            wholeLines(path).forEach(line -> StoreLine.read(line).apply(memory));
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        for (StoreLine line : StoreLine.of(memory.load())) write(line);
        file.force(true);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /**
     * @throws IllegalStateException when another process has it open
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static FileSessionStore open(Path path) {
        try {
            Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
            FileChannel lockFile = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new IllegalStateException(path + " is in use by another process.");
            }
            return new FileSessionStore(lockFile, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> wholeLines(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8).lines();
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public SavedSession load() {
        return memory.load();
    }

    @Override
    public synchronized void queued(Outgoing message) {
        append(StoreLine.queued(message));
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accepted(String conversation, UUID mid) {
        append(StoreLine.accepted(conversation, mid));
    }

    @Override
    public void dropped(UUID mid) {
        append(StoreLine.dropped(mid));
    }

    @Override
    public void chained(String conversation, @Nullable UUID lastAccepted) {
        append(StoreLine.chained(conversation, lastAccepted));
    }

    @Override
    public void seen(String conversation, long seq) {
        append(StoreLine.seen(conversation, seq));
    }

    @Override
    public void read(String conversation, long seq) {
        append(StoreLine.read(conversation, seq));
    }

    @Override
    public void mark(@Nullable String mark) {
        append(StoreLine.mark(mark));
    }

    private synchronized void append(StoreLine line) {
        try {
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.apply(memory);
    }

    private void write(StoreLine line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) file.write(bytes);
    }

    @Override
    public synchronized void close() {
        try (lockFile;
                file) {
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

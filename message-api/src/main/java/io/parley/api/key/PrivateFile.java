package io.parley.api.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Small files that hold keys: readable by their owner only, on disk in full before anything is made with them, and replaced
 * as a whole where they are.
 */
public final class PrivateFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFile() {}

    /**
     * What the file holds; where there is none, it is made with what {@code content} gives. Of several processes that
     * make it at once one wins, and all get the same.
     *
     * @throws KeyFileException where it can neither be read nor made
     */
    public static byte[] readOrCreate(Path file, Supplier<byte[]> content) {
        try {
            if (!Files.exists(file)) {
                create(file.toAbsolutePath(), content.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new KeyFileException(file, "can neither be read nor made (" + e + ")", e);
        }
    }

    private static void create(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file in a folder");
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "key", ".new", OWNER_ONLY);
        try {
            writeDurably(whole, content);
            Files.createLink(file, whole);
            sync(folder);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is the key.
        } finally {
            Files.delete(whole);
        }
    }

    /**
     * Puts other content in place of a file's: a reader sees the old or the new, also after a crash.
     *
     * @throws UncheckedIOException where it cannot be written; then the old content stays
     */
    public static void replace(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(target.getParent(), "a file in a folder");
        try {
            Path whole = Files.createTempFile(folder, "key", ".new", OWNER_ONLY);
            try {
                writeDurably(whole, content);
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(folder);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

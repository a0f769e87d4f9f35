package io.parley.api.key;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Small files that hold keys: readable by their owner only, on disk in full before anything is made with them, and replaced
 * as a whole where they are. Written as streams, because an interrupted thread closes a channel under everybody else.
 */
public final class PrivateFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String UNFINISHED = ".new";

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
                createWith(file.toAbsolutePath(), content.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new KeyFileException(file, "can neither be read nor made (" + e + ")", e);
        }
    }

    private static void createWith(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file in a folder");
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "key", UNFINISHED, OWNER_ONLY);
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

    /** An empty one. */
    public static void create(Path file) throws IOException {
        Files.createFile(file, OWNER_ONLY);
    }

    /**
     * Puts other content in place of a file's, or makes it: a reader sees the old or the new, also after a crash. That may leave a copy behind,
     * see {@link #removeUnfinished}.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(target.getParent(), "a file in a folder");
        Path whole = Files.createTempFile(folder, target.getFileName() + ".", UNFINISHED, OWNER_ONLY);
        try {
            writeDurably(whole, content);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** What was to take a file's place and never did, so that no key outlives its file there. Only for who alone replaces it. */
    public static void removeUnfinished(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(target.getParent(), "a file in a folder");
        try (DirectoryStream<Path> unfinished =
                Files.newDirectoryStream(folder, target.getFileName() + ".*" + UNFINISHED)) {
            for (Path each : unfinished) {
                Files.delete(each);
            }
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** A new name in a folder is durable only after the folder itself is forced, which only a channel can. */
    private static void sync(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

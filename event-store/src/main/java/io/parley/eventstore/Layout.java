package io.parley.eventstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a store, and the check that a directory is one before anything in it is touched. */
final class Layout {
    static final int FORMAT = 1;
    static final String LOCK = "lock";
    private static final String FORMAT_FILE = "format";
    private static final Pattern FORMAT_LINE = Pattern.compile("parley-event-store (\\d{1,9})\n");
    private static final int MAX_FORMAT_BYTES = 64;

    private Layout() {}

    static Path database(Path directory) {
        return directory.resolve("db");
    }

    /** Whether a store is there; false for a missing or empty directory, in which one may be made. */
    static boolean exists(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return false;
        }
        if (!Files.isDirectory(directory)) {
            throw new StoreUnreadableException(directory, "it is not a directory");
        }
        Path format = directory.resolve(FORMAT_FILE);
        if (Files.exists(format)) {
            requireKnown(directory, format);
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.anyMatch(file -> !isOurs(file))) {
                throw new StoreUnreadableException(directory, "it holds other files, and no file called format");
            }
        }
        return false;
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.equals(LOCK) || name.equals(FORMAT_FILE + ".new");
    }

    private static void requireKnown(Path directory, Path format) throws IOException {
        if (Files.size(format) > MAX_FORMAT_BYTES) {
            throw new StoreUnreadableException(directory, "its format file is none of ours");
        }
        Matcher line = FORMAT_LINE.matcher(new String(Files.readAllBytes(format), StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw new StoreUnreadableException(directory, "its format file is none of ours");
        }
        int version = Integer.parseInt(line.group(1));
        if (version > FORMAT) {
            throw new StoreNewerException(directory, version, FORMAT);
        }
    }

    static void create(Path directory) throws IOException {
        Path fresh = directory.resolve(FORMAT_FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap(("parley-event-store " + FORMAT + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(FORMAT_FILE), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

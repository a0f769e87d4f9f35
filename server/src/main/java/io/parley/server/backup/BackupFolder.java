package io.parley.server.backup;

import io.parley.eventstore.StoreCopy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A data folder's events, keys and files at one moment. Views are left out: they follow from the events. The events are copied first: keys
 * and files are stored before the first event that needs them, so that every event in a backup can be read.
 */
final class BackupFolder {
    private static final String EVENTS = "events";
    private static final String KEYS = "keys";
    private static final String MANIFEST = "backup.properties";
    private static final String ASSETS = "assets";
    private static final String INCOMING = "incoming";
    private static final String FORMAT = "1";
    private static final String LOCK_SUFFIX = ".lock";

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** @param events how many there are; the position of the last one */
    record Manifest(long events, Instant time) {}

    /** The manifest is written last: without it, a folder is no backup. */
    Manifest take(Path data, Instant now) throws IOException {
        requireEmpty(folder, "--to");
        makePrivate(folder);
        long events = StoreCopy.copy(data.resolve(EVENTS), folder.resolve(EVENTS), StoreCopy.Identity.KEPT);
        copyKeys(data.resolve(KEYS), folder.resolve(KEYS));
        copyAssets(data.resolve(ASSETS), folder.resolve(ASSETS));
        Manifest manifest = new Manifest(events, now);
        Properties written = new Properties();
        written.setProperty("format", FORMAT);
        written.setProperty("events", Long.toString(events));
        written.setProperty("time", now.toString());
        try (var out = Files.newOutputStream(folder.resolve(MANIFEST))) {
            written.store(out, "A backup of Parley");
        }
        sync(folder.resolve(MANIFEST));
        sync(folder);
        return manifest;
    }

    /** Events last: until they are complete, the folder is no data folder. */
    Manifest restore(Path data) throws IOException {
        Manifest manifest = manifest();
        requireEmpty(data, "--data");
        makePrivate(data);
        copyKeys(folder.resolve(KEYS), data.resolve(KEYS));
        copyAssets(folder.resolve(ASSETS), data.resolve(ASSETS));
        long events = StoreCopy.copy(folder.resolve(EVENTS), data.resolve(EVENTS), StoreCopy.Identity.NEW);
        if (events != manifest.events()) {
            FileSystemUtils.deleteRecursively(data.resolve(EVENTS));
            throw new NotBackedUp("The backup in " + folder + " says that it has " + manifest.events()
                    + " events and has " + events + "; take another backup.");
        }
        return manifest;
    }

    private Manifest manifest() throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new NotBackedUp(
                    "There is no complete backup in " + folder + "; name the folder that was given to --to.");
        }
        Properties read = new Properties();
        try (var in = Files.newInputStream(file)) {
            read.load(in);
        }
        if (!FORMAT.equals(read.getProperty("format"))) {
            throw new NotBackedUp("The backup in " + folder + " is of another release; restore it with that one.");
        }
        return new Manifest(Long.parseLong(read.getProperty("events")), Instant.parse(read.getProperty("time")));
    }

    private static void copyKeys(Path from, Path to) throws IOException {
        makePrivate(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(LOCK_SUFFIX))
                    .toList();
        }
        for (Path file : files) {
            Path copy = Files.copy(file, to.resolve(file.getFileName()));
            if (isPosix(copy)) {
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
            sync(copy);
        }
        sync(to);
    }

    /** After the events: a file is stored before its event is. What is removed meanwhile is not missed. */
    private static void copyAssets(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(from.resolve(INCOMING)))
                    .toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.resolveSibling(".").normalize());
            try {
                sync(Files.copy(file, copy));
            } catch (NoSuchFileException removed) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** Of a folder: the names in it. */
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void requireEmpty(Path folder, String option) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(folder)) {
            throw new NotBackedUp(folder + " is not empty; choose another folder with " + option + ".");
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

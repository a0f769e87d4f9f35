package io.parley.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of one peer with the processes that run on it: the last that was started ends first. */
final class PeerFolder implements AutoCloseable {
    private final Path path;
    private final List<PeerProcess> processes = new ArrayList<>();
    private boolean closed;

    private PeerFolder(Path path) {
        this.path = path;
    }

    static PeerFolder make(@Nullable Path parent, String name) throws IOException {
        String prefix = "parley-bench-" + name;
        Path path = parent == null
                ? Files.createTempDirectory(prefix)
                : Files.createTempDirectory(Files.createDirectories(parent), prefix);
        // Servers run as users of their own, who must get through to their folders.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        return new PeerFolder(path);
    }

    /** A new folder that belongs to that user. */
    Path folder(String name, SystemUser owner) throws IOException {
        Path folder = Files.createDirectory(
                path.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        owner.own(folder);
        return folder;
    }

    /** A file that only its owner can read. */
    static Path file(Path file, String text, SystemUser owner) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        owner.own(file);
        return file;
    }

    /** @return the process; what it says goes into a file of that name */
    synchronized PeerProcess run(String name, Path in, List<String> command, Map<String, String> environment)
            throws IOException {
        if (closed) {
            throw new IllegalStateException("this run ends");
        }
        PeerProcess process = PeerProcess.start(command, environment, in, path.resolve(name + ".log"));
        processes.add(process);
        return process;
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        processes.reversed().forEach(PeerProcess::stop);
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException fault) {
            System.err.println("bench: " + path + " could not be deleted: " + fault);
        }
    }
}

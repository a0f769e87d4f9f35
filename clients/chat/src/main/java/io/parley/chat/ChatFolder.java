package io.parley.chat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** What one person's chats with one server keep between two runs; readable by its owner only. */
final class ChatFolder {
    private final Path folder;

    private ChatFolder(Path folder) {
        this.folder = folder;
    }

    static ChatFolder of(Path data, URI server, String handle) throws IOException {
        String name = (server.getAuthority() + '-' + handle).replaceAll("[^A-Za-z0-9._-]", "_");
        Path folder = Files.createDirectories(data.resolve(name));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return new ChatFolder(folder);
    }

    Path session() {
        return folder.resolve("session");
    }

    Optional<String> refreshToken() throws IOException {
        return read("refresh-token");
    }

    void keepRefreshToken(String token) throws IOException {
        write("refresh-token", token);
    }

    void forgetRefreshToken() throws IOException {
        Files.deleteIfExists(folder.resolve("refresh-token"));
    }

    Optional<String> device() throws IOException {
        return read("device");
    }

    void keepDevice(String device) throws IOException {
        write("device", device);
    }

    /** Nothing that was kept is of use any more: another installation, or a new device. */
    void forgetDevice() throws IOException {
        Files.deleteIfExists(folder.resolve("device"));
        Files.deleteIfExists(session());
    }

    private Optional<String> read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private void write(String name, String text) throws IOException {
        Path written = folder.resolve(name + ".new");
        Files.writeString(written, text);
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

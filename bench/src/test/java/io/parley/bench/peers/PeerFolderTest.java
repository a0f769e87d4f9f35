package io.parley.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PeerFolderTest {
    private static final SystemUser SELF = new SystemUser(System.getProperty("user.name"));

    @TempDir
    private Path parent;

    @Test
    void nothingStays() throws Exception {
        PeerFolder folder = PeerFolder.make(parent, "peer");
        Path inside = folder.folder("data", SELF);
        PeerFolder.file(inside.resolve("config"), "secret", SELF);
        PeerProcess process = folder.run("sleeper", inside, List.of("sleep", "600"), Map.of());

        folder.close();
        folder.close();

        assertThat(ProcessHandle.of(process.pid())).isEmpty();
        assertThat(parent).isEmptyDirectory();
        assertThatIllegalStateException()
                .isThrownBy(() -> folder.run("late", parent, List.of("sleep", "600"), Map.of()));
    }

    @Test
    void whatIsWrittenIsForItsOwnerOnly() throws IOException {
        try (PeerFolder folder = PeerFolder.make(parent, "peer")) {
            Path file = PeerFolder.file(folder.folder("data", SELF).resolve("config"), "secret", SELF);

            assertThat(Files.getPosixFilePermissions(file))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() throws IOException {
        try (PeerFolder folder = PeerFolder.make(parent, "peer")) {
            PeerProcess process =
                    folder.run("failing", parent, List.of("sh", "-c", "echo no such port; exit 1"), Map.of());

            assertThatThrownBy(() -> process.awaitPort(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no such port");
        }
    }
}

package io.parley.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianTest {
    @TempDir
    private Path folder;

    @Test
    void thePackagesThatAreNotThereAreNamed() throws IOException {
        Files.createDirectories(folder.resolve("x86").resolve("there-1"));
        Debian there = new Debian("there", folder, List.of("*", "there-*"));
        Debian missing = new Debian("missing", folder, List.of("*", "missing-*"));
        Debian nowhere = new Debian("nowhere", folder.resolve("none"), List.of("*"));

        assertThat(Debian.missing(List.of(there, missing, nowhere))).containsExactly("missing", "nowhere");
        assertThatIllegalStateException().isThrownBy(missing::path).withMessage("missing is not installed");
    }

    @Test
    void theNewestOfSeveralIsTaken() throws IOException {
        Files.createDirectories(folder.resolve("15").resolve("bin"));
        Files.createDirectories(folder.resolve("16").resolve("bin"));

        assertThat(new Debian("postgresql", folder, List.of("*", "bin")).path())
                .isEqualTo(folder.resolve("16").resolve("bin"));
    }
}

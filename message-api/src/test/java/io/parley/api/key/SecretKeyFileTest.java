package io.parley.api.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyFileTest {
    private static final byte[] TEXT = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void theNextStartFindsTheSameSecret() {
        Path file = folder.resolve("keys/secret");
        byte[] first = SecretKeyFile.openOrCreate(file).mac(TEXT);
        assertThat(SecretKeyFile.openOrCreate(file).mac(TEXT)).isEqualTo(first);
    }

    @Test
    void everyInstallationHasItsOwn() {
        byte[] here = SecretKeyFile.openOrCreate(folder.resolve("one")).mac(TEXT);
        assertThat(SecretKeyFile.openOrCreate(folder.resolve("other")).mac(TEXT))
                .isNotEqualTo(here);
    }

    @Test
    void manyWhoStartAtOnceGetTheSameSecret() throws IOException {
        Path file = folder.resolve("secret");
        List<String> macs = IntStream.range(0, 32)
                .parallel()
                .mapToObj(any -> SecretKeyFile.openOrCreate(file).macText(TEXT))
                .distinct()
                .toList();

        assertThat(macs).hasSize(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("secret");
        SecretKeyFile.openOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatHoldsSomethingElseIsLeftAloneAndNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "not a secret");
        assertThatThrownBy(() -> SecretKeyFile.openOrCreate(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("not a secret");
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> SecretKeyFile.openOrCreate(file.resolve("secret")))
                .isInstanceOf(KeyFileException.class);
    }
}

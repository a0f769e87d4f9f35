package io.parley.api.account.handle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandleKeysTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyDoesNotShowItsHandleAndIsTheSameAfterARestart() {
        Path file = folder.resolve("secret");
        HandleKey alice = HandleKeys.from(file).of(new HandleName("alice"));

        assertThat(alice.value()).startsWith("handle:").doesNotContain("alice");
        assertThat(HandleKeys.from(file).of(new HandleName("alice"))).isEqualTo(alice);
        assertThat(HandleKeys.from(file).of(new HandleName("alicf"))).isNotEqualTo(alice);
    }
}

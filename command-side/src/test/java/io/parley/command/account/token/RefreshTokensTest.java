package io.parley.command.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.DeviceId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTokensTest {
    private static final RefreshToken TOKEN =
            new RefreshToken(new DeviceId("0197f2a0-0000-7000-8000-0000000000d1"), 7, 3);

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsReadAlsoAfterARestart() {
        String text = here().write(TOKEN);
        assertThat(here().read(text)).contains(TOKEN);
    }

    @Test
    void theSameGenerationIsTheSameText() {
        assertThat(here().write(TOKEN)).isEqualTo(here().write(TOKEN));
    }

    @Test
    void everyGenerationAndLogInIsAnotherText() {
        assertThat(here().write(TOKEN))
                .isNotEqualTo(here().write(new RefreshToken(TOKEN.device(), 7, 4)))
                .isNotEqualTo(here().write(new RefreshToken(TOKEN.device(), 8, 3)));
    }

    @Test
    void noChangedCharacterGoesUnnoticed() {
        RefreshTokens tokens = here();
        String text = tokens.write(TOKEN);
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(tokens.read(changed)).as(changed).isEmpty();
            assertThat(tokens.read(text.substring(0, at))).isEmpty();
        }
    }

    @Test
    void anotherInstallationsTokenIsNothing() {
        String text = RefreshTokens.from(folder.resolve("elsewhere")).write(TOKEN);
        assertThat(here().read(text)).isEmpty();
    }

    private RefreshTokens here() {
        return RefreshTokens.from(folder.resolve("secret"));
    }
}

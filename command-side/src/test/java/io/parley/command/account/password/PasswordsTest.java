package io.parley.command.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.problem.ProblemException;
import io.parley.command.account.AccountOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new AccountOptions.Passwords(16_384, 2, Duration.ofSeconds(20)));

    @Test
    void onlyThePasswordItselfMatches() {
        String hash = passwords.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$").contains("m=16384,t=2,p=1");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct Horse", hash)).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void howAKeyboardComposesALetterDoesNotMatter() {
        assertThat(passwords.matches("e\u0301te\u0301 1936", passwords.hash("\u00e9t\u00e9 1936")))
                .isTrue();
    }

    @Test
    void whoWouldWaitTooLongIsSentAway() throws Exception {
        Passwords impatient = new Passwords(new AccountOptions.Passwords(16_384, 1, Duration.ofNanos(1)));
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<String>> hashes =
                    callers.invokeAll(Collections.nCopies(8, () -> impatient.hash("correct horse")));
            assertThat(hashes).extracting(Future::state).contains(Future.State.SUCCESS, Future.State.FAILED);
            assertThat(hashes)
                    .filteredOn(hash -> hash.state() == Future.State.FAILED)
                    .extracting(Future::exceptionNow)
                    .allSatisfy(fault -> assertThat(fault)
                            .isInstanceOf(ProblemException.class)
                            .hasMessageContaining("unavailable"));
        }
        assertThat(impatient.hash("the next one has its turn")).startsWith("$argon2id$");
    }
}

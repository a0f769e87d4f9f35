package io.parley.command.account.password;

import io.parley.api.problem.ProblemException;
import io.parley.command.account.AccountOptions;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id, with a bound on how many are hashed at once: each takes memory and a core, and whoever has no password yet
 * can ask for one. Thread-safe.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLELISM = 1;
    private static final int ITERATIONS = 2;
    private static final int MAX_WAITING = 256;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final PasswordEncoder argon2;
    private final Semaphore turns;
    private final Duration maxWait;

    public Passwords(AccountOptions.Passwords options) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, options.memory(), ITERATIONS);
        this.turns = new Semaphore(options.atOnce(), true);
        this.maxWait = options.maxWait();
    }

    /** The encoded hash, salt and parameters included. */
    public String hash(String password) {
        return inTurn(() -> encode(normalized(password)));
    }

    public boolean matches(String password, String hash) {
        return inTurn(() -> argon2.matches(normalized(password), hash));
    }

    /** Hashes once, as {@link #matches} does, so that nobody learns from the time which handles exist. */
    public void matchNobody(String password) {
        hash(password);
    }

    private String encode(String password) {
        return Objects.requireNonNull(argon2.encode(password));
    }

    /** Keyboards differ in how they compose the same letters. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <R> R inTurn(Supplier<R> work) {
        try {
            if (turns.getQueueLength() >= MAX_WAITING || !turns.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.unavailable(RETRY_AFTER, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(RETRY_AFTER, e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}

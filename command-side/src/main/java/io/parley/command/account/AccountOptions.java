package io.parley.command.account;

import io.parley.api.account.handle.HandleName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about accounts. Checked before the server listens.
 *
 * @param keys folder of the secrets that sign tokens; made where it is missing. Every process of an installation needs the same ones
 * @param operators handles of the people who look after the installation: they resolve reports
 * @param auditors handles of the people who may ask the event history
 * @param registration whether anybody may register with a handle and a password; false leaves those who are there, and an OpenID provider's people
 * @param commandDeadline how long a request waits for the answer to one command
 */
@ConfigurationProperties("parley.accounts")
public record AccountOptions(
        Path keys,
        @DefaultValue List<String> operators,
        @DefaultValue List<String> auditors,
        @DefaultValue("true") boolean registration,
        @DefaultValue("5s") Duration commandDeadline,
        @DefaultValue Tokens tokens,
        @DefaultValue Passwords passwords,
        @DefaultValue Attempts attempts,
        @DefaultValue Oidc oidc) {
    public AccountOptions {
        if (keys == null) {
            throw new IllegalArgumentException("parley.accounts.keys must name a folder");
        }
        positive("command-deadline", commandDeadline);
        handles("operators", operators);
        handles("auditors", auditors);
    }

    public List<HandleName> operatorHandles() {
        return handles("operators", operators);
    }

    public List<HandleName> auditorHandles() {
        return handles("auditors", auditors);
    }

    private static List<HandleName> handles(String option, List<String> texts) {
        return texts.stream()
                .map(text -> HandleName.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "parley.accounts." + option + " must be handles, and '" + text + "' is none")))
                .toList();
    }

    /**
     * @param issuer the {@code iss} of access tokens
     * @param audience the {@code aud} of access tokens
     * @param access how long an access token is good
     * @param refreshGrace how long a refresh token that comes again gets the same successor, unless that was used
     * @param refreshUnused how long a refresh token may lie unused before the log-in ends
     */
    public record Tokens(
            @DefaultValue("parley") String issuer,
            @DefaultValue("parley") String audience,
            @DefaultValue("15m") Duration access,
            @DefaultValue("60s") Duration refreshGrace,
            @DefaultValue("90d") Duration refreshUnused) {
        public Tokens {
            positive("tokens.access", access);
            positive("tokens.refresh-grace", refreshGrace);
            positive("tokens.refresh-unused", refreshUnused);
        }
    }

    /**
     * @param memory of one hash, in KiB, at least 1024; with 16384 it takes some 40 ms of a core. Holds for passwords from now on
     * @param atOnce how many passwords are hashed at the same time
     * @param maxWait how long one waits for its turn before the answer is {@code unavailable}
     */
    public record Passwords(
            @DefaultValue("16384") int memory,
            @DefaultValue("2") int atOnce,
            @DefaultValue("2s") Duration maxWait) {
        private static final int LEAST_MEMORY = 1_024;

        public Passwords {
            if (memory < LEAST_MEMORY) {
                throw new IllegalArgumentException(
                        "parley.accounts.passwords.memory must be at least " + LEAST_MEMORY + ", not " + memory);
            }
            positive("passwords.at-once", atOnce);
            positive("passwords.max-wait", maxWait);
        }
    }

    /**
     * Registrations, log-ins and refreshes before they are refused as {@code rate_limited}.
     *
     * @param perAddress registrations, log-ins and refreshes of one client address within the window
     * @param perHandle log-ins for one handle within the window
     * @param window after which the full number is there again; it is refilled evenly
     */
    public record Attempts(
            @DefaultValue("120") int perAddress,
            @DefaultValue("20") int perHandle,
            @DefaultValue("1m") Duration window) {
        public Attempts {
            positive("attempts.per-address", perAddress);
            positive("attempts.per-handle", perHandle);
            positive("attempts.window", window);
        }
    }

    /**
     * Log-in with what an OpenID Connect provider signed.
     *
     * @param issuer of the provider, from which its keys are discovered; none where people have passwords only
     * @param audience that its tokens must be for
     * @param handleClaim what a new person's handle is made of
     * @param nameClaim how others see a new person
     */
    public record Oidc(
            @Nullable String issuer,
            @Nullable String audience,
            @DefaultValue("preferred_username") String handleClaim,
            @DefaultValue("name") String nameClaim) {
        public Oidc {
            if ((issuer == null) != (audience == null)) {
                throw new IllegalArgumentException(
                        "parley.accounts.oidc.issuer and parley.accounts.oidc.audience must be given together");
            }
        }
    }

    private static void positive(String option, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("parley.accounts." + option + " must be longer than 0, not " + value);
        }
    }

    private static void positive(String option, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("parley.accounts." + option + " must be above 0, not " + value);
        }
    }
}

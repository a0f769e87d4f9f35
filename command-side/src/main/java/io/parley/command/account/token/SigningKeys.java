package io.parley.command.account.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.parley.api.key.KeyFileException;
import io.parley.api.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign access tokens, as a JWK set in a file: the first whose time has come ({@code nbf}) signs, all verify. The file is looked
 * at again once a second, so that a running server takes a {@linkplain #rotate new key}. RS256: everybody can verify it, and cheaply.
 * Thread-safe.
 */
@SuppressWarnings("JavaUtilDate") // Nimbus has no other
public final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final Clock clock;
    private volatile Held held;

    private record Held(JWKSet keys, FileTime modified, Instant looked) {
        Held lookedAt(Instant now) {
            return new Held(keys, modified, now);
        }
    }

    private SigningKeys(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.held = read(file, clock.instant());
    }

    /**
     * @param file made with one new key where it is missing, readable by its owner only
     * @throws KeyFileException where it can neither be read nor made, or holds no private key
     */
    public static SigningKeys from(Path file, Clock clock) {
        PrivateFile.readOrCreate(file, () -> json(new JWKSet(newKey(new Date(clock.millis())))));
        return new SigningKeys(file, clock);
    }

    private static Held read(Path file, Instant now) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            return new Held(parse(file, Files.readString(file)), modified, now);
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be read (" + e + ")", e);
        }
    }

    private static JWKSet parse(Path file, String json) {
        try {
            JWKSet keys = JWKSet.parse(json);
            if (keys.isEmpty() || !keys.getKeys().getFirst().isPrivate()) {
                throw new KeyFileException(file, "holds no private key to sign with", null);
            }
            return keys;
        } catch (ParseException e) {
            throw new KeyFileException(file, "is not a JSON Web Key set", e);
        }
    }

    /** What anybody may have: the public halves, as the JSON object of a JWK set. */
    public Map<String, Object> publicSet() {
        return keys().toPublicJWKSet().toJSONObject();
    }

    JWK signing() {
        List<JWK> all = keys().getKeys();
        return all.stream().filter(this::hasBegun).findFirst().orElseGet(all::getLast);
    }

    private boolean hasBegun(JWK key) {
        return key.getNotBeforeTime() == null || key.getNotBeforeTime().getTime() <= clock.millis();
    }

    JWKSource<SecurityContext> source() {
        return (selector, context) -> selector.select(keys());
    }

    private JWKSet keys() {
        Held now = held;
        Instant instant = clock.instant();
        if (now.looked().plus(LOOK).isAfter(instant)) {
            return now.keys();
        }
        return lookAgain(instant).keys();
    }

    private synchronized Held lookAgain(Instant now) {
        try {
            if (Files.getLastModifiedTime(file).equals(held.modified())) {
                held = held.lookedAt(now);
            } else {
                held = read(file, now);
                LOG.info(
                        "The keys that sign access tokens have changed; there are {}",
                        held.keys().size());
            }
        } catch (IOException | KeyFileException e) {
            LOG.warn(
                    "The keys that sign access tokens cannot be read again, so the known ones stay: {}",
                    e.getMessage());
            held = held.lookedAt(now);
        }
        return held;
    }

    /**
     * Puts a new key in front of the others. Until its time comes they go on signing, so that every process and everybody who fetches
     * the public set knows it before it is used; a key before it still verifies for as long as it is kept, and goes with a later rotation.
     *
     * @param after when the new key begins to sign
     * @param keep how long after that the older ones verify; longer than an access token is good
     * @return how many keys there are now
     * @throws KeyFileException where the file is not what {@link #from} makes
     * @throws IOException where it cannot be replaced; then it is as it was
     */
    public static int rotate(Path file, Clock clock, Duration after, Duration keep) throws IOException {
        Instant now = clock.instant();
        Instant begin = now.plus(after);
        List<JWK> keys = new ArrayList<>();
        keys.add(newKey(Date.from(begin)));
        for (JWK old : read(file, now).keys().getKeys()) {
            if (old.getExpirationTime() == null) {
                keys.add(new RSAKey.Builder(old.toRSAKey())
                        .expirationTime(Date.from(begin.plus(keep)))
                        .build());
            } else if (old.getExpirationTime().toInstant().isAfter(now)) {
                keys.add(old);
            }
        }
        PrivateFile.replace(file, json(new JWKSet(keys)));
        return keys.size();
    }

    private static byte[] json(JWKSet keys) {
        return keys.toString(false).getBytes(StandardCharsets.UTF_8);
    }

    private static JWK newKey(Date notBefore) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .notBeforeTime(notBefore)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }
}

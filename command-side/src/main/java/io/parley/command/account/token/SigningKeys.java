package io.parley.command.account.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.parley.api.key.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

/**
 * The keys that sign access tokens, as a JWK set in a file: the first signs, all verify, so that a key is replaced by
 * putting a new one in front. RS256: everybody can verify it, and cheaply.
 */
public final class SigningKeys {
    private static final int BITS = 2048;

    private final JWKSet keys;

    private SigningKeys(JWKSet keys) {
        this.keys = keys;
    }

    /**
     * @param file made with one new key where it is missing, readable by its owner only
     * @throws java.io.UncheckedIOException where it can neither be read nor made
     * @throws IllegalStateException where it holds no private key
     */
    public static SigningKeys from(Path file) {
        String json = new String(PrivateFile.readOrCreate(file, SigningKeys::newKey), StandardCharsets.UTF_8);
        try {
            JWKSet keys = JWKSet.parse(json);
            if (keys.isEmpty() || !keys.getKeys().getFirst().isPrivate()) {
                throw new IllegalStateException(file + " holds no private key to sign with");
            }
            return new SigningKeys(keys);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is not a JSON Web Key set", e);
        }
    }

    /** What anybody may have: the public halves, as the JSON object of a JWK set. */
    public Map<String, Object> publicSet() {
        return keys.toPublicJWKSet().toJSONObject();
    }

    JWK signing() {
        return keys.getKeys().getFirst();
    }

    JWKSource<SecurityContext> source() {
        return new ImmutableJWKSet<>(keys);
    }

    private static byte[] newKey() {
        try {
            JWK key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new JWKSet(key).toString(false).getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }
}

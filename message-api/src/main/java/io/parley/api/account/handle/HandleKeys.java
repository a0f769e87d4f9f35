package io.parley.api.account.handle;

import io.parley.api.key.SecretKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Turns handles into {@link HandleKey}s with HMAC-SHA256 under one secret of the installation. Every process that looks
 * handles up needs the same secret: another one finds nobody. Safe for use by many threads.
 */
public final class HandleKeys {
    private static final String PREFIX = "handle:";
    private static final String IDENTITY = "identity:";

    private final SecretKeyFile secret;

    private HandleKeys(SecretKeyFile secret) {
        this.secret = secret;
    }

    /** @param file holds the secret; made, readable by its owner only, where it is missing */
    public static HandleKeys from(Path file) {
        return new HandleKeys(SecretKeyFile.openOrCreate(file));
    }

    /** By what an OpenID provider knows a person: claimed as a handle is, and never one. */
    public HandleKey ofIdentity(String issuer, String subject) {
        return new HandleKey(IDENTITY + secret.macText((issuer + '\n' + subject).getBytes(StandardCharsets.UTF_8)));
    }

    public HandleKey of(HandleName handle) {
        return new HandleKey(PREFIX + secret.macText(handle.value().getBytes(StandardCharsets.US_ASCII)));
    }
}

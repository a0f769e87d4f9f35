package io.parley.api.key;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 256 random bits in a file, for HMAC-SHA256. Safe for use by many threads. */
public final class SecretKeyFile {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private SecretKeyFile(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * @throws KeyFileException where the file can neither be read nor made, or does not hold such a secret
     */
    public static SecretKeyFile openOrCreate(Path file) {
        byte[] secret = PrivateFile.readOrCreate(file, SecretKeyFile::random);
        if (secret.length != BYTES) {
            throw new KeyFileException(file, "holds " + secret.length + " bytes instead of a secret of " + BYTES, null);
        }
        return new SecretKeyFile(secret);
    }

    public byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The same as URL-safe base64. */
    public String macText(byte[] text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(text));
    }

    private static byte[] random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}

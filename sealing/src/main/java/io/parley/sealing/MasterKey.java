package io.parley.sealing;

import io.parley.api.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps the persons' keys with AES-256-GCM, each bound to the text it is stored beside. */
final class MasterKey {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String PREFIX = "parley-master-key 1 ";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 12;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private MasterKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static void create(Path path) throws IOException {
        PrivateFile.replace(path, fresh());
    }

    /** Made where there is none; of several processes that make it at once all get the same. */
    static MasterKey openOrCreate(Path path) throws IOException {
        PrivateFile.readOrCreate(path, MasterKey::fresh);
        return read(path);
    }

    private static byte[] fresh() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String line = PREFIX + Base64.getEncoder().encodeToString(key) + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    static MasterKey read(Path path) throws IOException {
        String line = Files.readString(path, StandardCharsets.US_ASCII).strip();
        if (!line.startsWith(PREFIX)) {
            throw new KeyStoreException("The master key file " + path + " is not one of this version.");
        }
        byte[] key = decode(path, line.substring(PREFIX.length()));
        if (key.length != KEY_BYTES) {
            throw new KeyStoreException("The master key in " + path + " has not the right length.");
        }
        return new MasterKey(key);
    }

    private static byte[] decode(Path path, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new KeyStoreException("The master key file " + path + " is damaged.", e);
        }
    }

    /** Tells master keys apart and nothing else about them. */
    String fingerprint() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal("parley fingerprint".getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, FINGERPRINT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do HMAC-SHA256", e);
        }
    }

    String wrap(SecretKey personKey, String beside) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] wrapped = crypt(Cipher.ENCRYPT_MODE, nonce, personKey.getEncoded(), beside);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + wrapped.length);
        System.arraycopy(wrapped, 0, all, NONCE_BYTES, wrapped.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    SecretKey unwrap(String wrapped, String beside) {
        byte[] all = Base64.getUrlDecoder().decode(wrapped);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] ct = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        return new SecretKeySpec(crypt(Cipher.DECRYPT_MODE, nonce, ct, beside), "AES");
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, String beside) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(beside.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new KeyStoreException("A person's key was not wrapped by this master key.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + ALGORITHM, e);
        }
    }
}

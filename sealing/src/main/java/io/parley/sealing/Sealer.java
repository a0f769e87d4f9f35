package io.parley.sealing;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals with AES-256-GCM under a fresh random 96-bit nonce (safe to about 2^32 texts a key). The key's id is
 * authenticated with the text, so a text cannot be passed off as sealed under another key; where it stands
 * (conversation, seq) is not bound: the event that holds it says that. Safe for use by many threads.
 */
public final class Sealer {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PersonKeys keys;
    private final SecureRandom random = new SecureRandom();

    public Sealer(PersonKeys keys) {
        this.keys = keys;
    }

    public Sealed seal(UserId owner, String text) {
        PersonKey key = keys.current(owner);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ct = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(key.keyId(), base64.encodeToString(nonce), base64.encodeToString(ct));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + ALGORITHM, e);
        }
    }

    /**
     * Empty once the key is destroyed: the text is erased.
     *
     * @throws TamperedException if it is not what was sealed
     */
    public Optional<String> open(Sealed sealed) {
        return keys.find(sealed.keyId()).map(key -> open(key, sealed));
    }

    private static String open(PersonKey key, Sealed sealed) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, base64.decode(sealed.nonce()));
            return new String(cipher.doFinal(base64.decode(sealed.ct())), StandardCharsets.UTF_8);
        } catch (AEADBadTagException | InvalidAlgorithmParameterException | IllegalArgumentException e) {
            throw new TamperedException(sealed.keyId(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + ALGORITHM, e);
        }
    }

    private static Cipher cipher(int mode, PersonKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(key.keyId().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

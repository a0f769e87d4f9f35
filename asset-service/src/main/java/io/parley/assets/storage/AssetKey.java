package io.parley.assets.storage;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An asset's own AES-256 key. The bytes are encrypted in chunks, each with AES-GCM under its number as the nonce, which is safe as no key has a
 * second text; a chunk's being the last is authenticated, so that none can be left out, doubled, moved or cut off unseen.
 */
public final class AssetKey {
    /** Of plain text. */
    public static final int CHUNK = 64 * 1024;

    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private final byte[] key;

    private AssetKey(byte[] key) {
        this.key = key;
    }

    public static AssetKey create() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new AssetKey(key);
    }

    /** To be sealed with the owner's key. */
    public String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    public static AssetKey of(String text) {
        return new AssetKey(Base64.getDecoder().decode(text));
    }

    /** Of how many bytes the storage's are made. */
    static long stored(long size) {
        return size + chunks(size) * TAG_BYTES;
    }

    /** At least one. */
    static long chunks(long size) {
        return Math.max(1, Math.ceilDiv(size, CHUNK));
    }

    Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE_BYTES - 1 - i] = (byte) (number >>> (Byte.SIZE * i));
        }
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
        return cipher;
    }

    /** Of what {@link #seal} makes of so many bytes. */
    public static int sealedLength(int length) {
        return NONCE_BYTES + length + TAG_BYTES;
    }

    /** One text among many under the same key, by a random nonce in front. A key seals, or encrypts an asset, never both. */
    public byte[] seal(byte[] plain, int length) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, sealedLength(length));
        sealing(Cipher.ENCRYPT_MODE, nonce).doFinal(plain, 0, length, sealed, NONCE_BYTES);
        return sealed;
    }

    /** @throws GeneralSecurityException where it is not what was sealed */
    public byte[] open(byte[] sealed) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return sealing(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher sealing(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        return cipher;
    }
}

package io.parley.sealing;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM under a fresh random 96-bit nonce (safe to about 2^32 texts a key). The keys' ids are
 * authenticated with the text, so a text cannot be passed off as sealed under another key; where it stands
 * (conversation, seq) is not bound: the event that holds it says that. What is said in a conversation needs two keys to be read, the
 * person's and the conversation's of that day, from which HKDF-SHA256 (RFC 5869) makes one: destroying either erases it. Safe for use by
 * many threads.
 */
public final class Sealer {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final byte[] INFO = "parley conversation text".getBytes(StandardCharsets.US_ASCII);

    private final PersonKeys keys;
    private final ConversationKeys conversationKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Of people's texts alone. */
    public Sealer(PersonKeys keys) {
        this(keys, ConversationKeys.none(), Clock.systemUTC());
    }

    public Sealer(PersonKeys keys, ConversationKeys conversationKeys, Clock clock) {
        this.keys = keys;
        this.conversationKeys = conversationKeys;
        this.clock = clock;
    }

    public Sealed seal(UserId owner, String text) {
        return seal(keys.current(owner), null, text);
    }

    /** What somebody says in a conversation. Where that has no key, it is erased with the person's alone. */
    public Sealed seal(UserId owner, ConversationId conversation, String text) {
        return seal(
                keys.current(owner),
                conversationKeys.at(conversation, clock.instant()).orElse(null),
                text);
    }

    private Sealed seal(PersonKey person, @Nullable PeriodKey period, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ct =
                    cipher(Cipher.ENCRYPT_MODE, person, period, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(
                    person.keyId(),
                    period == null ? null : period.period(),
                    base64.encodeToString(nonce),
                    base64.encodeToString(ct));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + ALGORITHM, e);
        }
    }

    /**
     * Empty once a key is destroyed: the text is erased.
     *
     * @throws TamperedException if it is not what was sealed
     */
    public Optional<String> open(Sealed sealed) {
        Optional<PersonKey> person = keys.find(sealed.keyId());
        String period = sealed.period();
        if (period == null) {
            return person.map(key -> open(key, null, sealed));
        }
        return person.flatMap(key -> conversationKeys.find(period).map(day -> open(key, day, sealed)));
    }

    private String open(PersonKey person, @Nullable PeriodKey period, Sealed sealed) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, person, period, base64.decode(sealed.nonce()));
            return new String(cipher.doFinal(base64.decode(sealed.ct())), StandardCharsets.UTF_8);
        } catch (AEADBadTagException | InvalidAlgorithmParameterException | IllegalArgumentException e) {
            throw new TamperedException(sealed.keyId(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + ALGORITHM, e);
        }
    }

    private Cipher cipher(int mode, PersonKey person, @Nullable PeriodKey period, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        SecretKey key = period == null ? person.key() : period.with(person, ofDay -> derive(person.key(), ofDay));
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(person.keyId().getBytes(StandardCharsets.UTF_8));
        if (period != null) {
            cipher.updateAAD(period.period().getBytes(StandardCharsets.UTF_8));
        }
        return cipher;
    }

    private static SecretKey derive(SecretKey person, SecretKey period) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(person)
                                    .addSalt(period)
                                    .thenExpand(INFO, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do HKDF-SHA256", e);
        }
    }
}

package io.parley.command.account.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.key.KeyFileException;
import io.parley.command.account.AccountOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class AccessTokensTest {
    private static final UserId ALICE = new UserId("0197f2a0-0000-7000-8000-00000000000a");
    private static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AccountOptions.Tokens OPTIONS = options("parley", "parley");

    @TempDir
    private Path folder;

    private SigningKeys keys;

    @BeforeEach
    void makeKeys() {
        keys = keysIn("keys");
    }

    private SigningKeys keysIn(String file) {
        return SigningKeys.from(folder.resolve(file), at(NOW));
    }

    @Test
    void aTokenTellsWhoSpeaksFromWhichDeviceInWhichLogIn() {
        Caller caller = Caller.of(decode(issuedWith(OPTIONS), NOW));
        assertThat(caller).isEqualTo(new Caller(ALICE, PHONE, 7));
    }

    @Test
    void aTokenIsGoodAfterARestart() {
        String token = issuedWith(OPTIONS);
        keys = keysIn("keys");
        assertThat(decode(token, NOW).getSubject()).isEqualTo(ALICE.value());
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertRefused(issuedWith(OPTIONS), NOW.plus(OPTIONS.access()).plusSeconds(6));
    }

    @Test
    void anotherIssuersOrAnotherServicesTokenIsRefused() {
        assertRefused(issuedWith(options("elsewhere", "parley")), NOW);
        assertRefused(issuedWith(options("parley", "elsewhere")), NOW);
    }

    @Test
    void anotherKeysTokenIsRefused() {
        String token = issuedWith(OPTIONS);
        keys = keysIn("others");
        assertRefused(token, NOW);
    }

    @Test
    void aTokenWithoutASignatureOrWithThePublicKeyAsASecretIsRefused() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(issuedWith(OPTIONS)).getJWTClaimsSet();
        assertRefused(new PlainJWT(claims).serialize(), NOW);

        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        confused.sign(new MACSigner(keys.signing().toRSAKey().toRSAPublicKey().getEncoded()));
        assertRefused(confused.serialize(), NOW);
    }

    @Test
    void aFileThatHoldsNoKeyIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("broken"), "{}");
        assertThatThrownBy(() -> SigningKeys.from(file, at(NOW)))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aNewKeyIsTakenWhileItRunsAndSignsOnceItsTimeHasCome() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Clock clock = clockAt(now::get);
        Path file = folder.resolve("rotated");
        keys = SigningKeys.from(file, clock);
        AccessTokens tokens = new AccessTokens(keys, OPTIONS, clock, user -> false, user -> false);
        JwtDecoder decoder = AccessTokenDecoder.create(keys, OPTIONS, clock);
        String before = tokens.issue(ALICE, PHONE, 7);

        assertThat(SigningKeys.rotate(file, clock, Duration.ofMinutes(1), Duration.ofMinutes(20)))
                .isEqualTo(2);
        now.set(NOW.plusSeconds(2));

        assertThat((List<?>) keys.publicSet().get("keys"))
                .as("it is known before it signs")
                .hasSize(2);
        assertThat(keyOf(tokens.issue(ALICE, PHONE, 7))).isEqualTo(keyOf(before));
        now.set(NOW.plusSeconds(62));
        String after = tokens.issue(ALICE, PHONE, 7);
        assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
        assertThat(decoder.decode(before).getSubject()).isEqualTo(ALICE.value());
        assertThat(decoder.decode(after).getSubject()).isEqualTo(ALICE.value());

        now.set(NOW.plus(Duration.ofMinutes(22)));
        assertThat(SigningKeys.rotate(file, clock, Duration.ZERO, Duration.ofMinutes(20)))
                .as("the first has had its time")
                .isEqualTo(2);
        now.set(NOW.plus(Duration.ofMinutes(23)));
        assertThatThrownBy(() -> decoder.decode(before)).isInstanceOf(JwtException.class);
    }

    @Test
    void aFileThatIsNoneAnyMoreChangesNothing() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Clock clock = clockAt(now::get);
        Path file = folder.resolve("spoilt");
        keys = SigningKeys.from(file, clock);
        Files.writeString(file, "{");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(100)));
        now.set(NOW.plusSeconds(2));

        assertThat((List<?>) keys.publicSet().get("keys")).hasSize(1);
    }

    private static Clock clockAt(InstantSource now) {
        return now.withZone(ZoneOffset.UTC);
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private String issuedWith(AccountOptions.Tokens options) {
        return new AccessTokens(keys, options, at(NOW), user -> false, user -> false).issue(ALICE, PHONE, 7);
    }

    private Jwt decode(String token, Instant when) {
        return AccessTokenDecoder.create(keys, OPTIONS, at(when)).decode(token);
    }

    private void assertRefused(String token, Instant when) {
        JwtDecoder decoder = AccessTokenDecoder.create(keys, OPTIONS, at(when));
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
    }

    private static Clock at(Instant when) {
        return Clock.fixed(when, ZoneOffset.UTC);
    }

    private static AccountOptions.Tokens options(String issuer, String audience) {
        return new AccountOptions.Tokens(
                issuer, audience, Duration.ofMinutes(15), Duration.ofSeconds(60), Duration.ofDays(90));
    }
}

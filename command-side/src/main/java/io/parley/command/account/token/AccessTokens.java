package io.parley.command.account.token;

import io.parley.api.account.TokenClaims;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.command.account.AccountOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs access tokens: the proof, for a while and without a look-up, of who speaks from which device. Thread-safe. */
public final class AccessTokens {
    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final AccountOptions.Tokens options;
    private final Clock clock;
    private final Predicate<UserId> operators;
    private final Predicate<UserId> auditors;

    public AccessTokens(
            SigningKeys keys,
            AccountOptions.Tokens options,
            Clock clock,
            Predicate<UserId> operators,
            Predicate<UserId> auditors) {
        this.encoder = new NimbusJwtEncoder(keys.source());
        this.keys = keys;
        this.options = options;
        this.clock = clock;
        this.operators = operators;
        this.auditors = auditors;
    }

    public String issue(UserId user, DeviceId device, long sid) {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(options.issuer())
                .audience(List.of(options.audience()))
                .subject(user.value())
                .claim(TokenClaims.DEVICE, device.value())
                .claim(TokenClaims.LOG_IN, Long.toString(sid))
                .issuedAt(now)
                .expiresAt(now.plus(options.access()));
        if (operators.test(user)) {
            claims.claim(TokenClaims.OPERATOR, true);
        }
        if (auditors.test(user)) {
            claims.claim(TokenClaims.AUDITOR, true);
        }
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .keyId(keys.signing().getKeyID())
                .type("JWT")
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    public Duration lifetime() {
        return options.access();
    }
}

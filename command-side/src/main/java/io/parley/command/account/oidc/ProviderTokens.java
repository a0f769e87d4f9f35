package io.parley.command.account.oidc;

import io.parley.api.Refusal;
import io.parley.api.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Verifies what an OpenID provider signed for us: signature, issuer, audience, time. Its keys are discovered when they are first needed, and again for one that is new. */
final class ProviderTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderTokens.class);
    private static final Duration PROVIDER_ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final JwtDecoder decoder;

    ProviderTokens(String issuer, String audience, Clock clock) {
        this.decoder = new SupplierJwtDecoder(() -> discover(issuer, audience, clock));
    }

    private static JwtDecoder discover(String issuer, String audience, Clock clock) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PROVIDER_ANSWERS_WITHIN);
        requests.setReadTimeout(PROVIDER_ANSWERS_WITHIN);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                .restOperations(new RestTemplate(requests))
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null),
                new JwtClaimValidator<Object>(JwtClaimNames.SUB, subject -> subject != null),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience))));
        return decoder;
    }

    /** @throws ProblemException {@code token_invalid}, or {@code unavailable} where the provider cannot be asked */
    Jwt read(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw ProblemException.refused(Refusal.TOKEN_INVALID);
        } catch (JwtException | JwtDecoderInitializationException e) {
            LOG.warn("The OpenID provider cannot be asked: {}", e.getMessage());
            throw ProblemException.unavailable(TRY_AGAIN, e);
        }
    }
}

package io.parley.server.web;

import io.parley.api.account.TokenClaims;
import io.parley.api.account.device.DeviceLogIn;
import io.parley.api.account.device.FindDevice;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import java.time.Duration;
import java.util.Objects;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** An access token is worth nothing once its log-in has ended, as soon as the views know that. */
final class LogInsChecked implements Converter<Jwt, AbstractAuthenticationToken> {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final JwtAuthenticationConverter verified = new JwtAuthenticationConverter();
    private final QueryGateway queries;

    LogInsChecked(QueryGateway queries) {
        this.queries = queries;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String device = token.getClaimAsString(TokenClaims.DEVICE);
        String logIn = token.getClaimAsString(TokenClaims.LOG_IN);
        if (device == null || logIn == null || token.getSubject() == null) {
            throw new InvalidBearerTokenException("The token is of no log-in.");
        }
        if (!logIn(new DeviceId(device)).admits(new UserId(token.getSubject()), Long.parseLong(logIn))) {
            throw new InvalidBearerTokenException("The log-in has ended.");
        }
        return Objects.requireNonNull(verified.convert(token));
    }

    private DeviceLogIn logIn(DeviceId device) {
        try {
            return Answers.await(queries.query(new FindDevice(device), DeviceLogIn.class), DEADLINE);
        } catch (ProblemException unavailable) {
            throw new NotChecked(unavailable);
        }
    }

    /** Neither good nor bad: nobody could say. */
    private static final class NotChecked extends AuthenticationException {
        private static final long serialVersionUID = 1;

        NotChecked(ProblemException cause) {
            super("The log-in could not be checked.", cause);
        }
    }
}

package io.parley.edge.greeting;

import io.parley.api.account.TokenClaims;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.edge.session.Identity;
import io.parley.protocol.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Reads access tokens. */
final class Tokens {
    private final JwtDecoder decoder;

    Tokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** A token that is of no use here. */
    static final class Refused extends Exception {
        private final ErrorCode code;

        Refused(ErrorCode code) {
            super(code.code(), null, false, false);
            this.code = code;
        }

        ErrorCode code() {
            return code;
        }
    }

    Identity read(String token, Instant now) throws Refused {
        Jwt jwt;
        try {
            jwt = decoder.decode(token);
        } catch (JwtValidationException e) {
            throw new Refused(isExpired(e) ? ErrorCode.TOKEN_EXPIRED : ErrorCode.TOKEN_INVALID);
        } catch (BadJwtException e) {
            throw new Refused(ErrorCode.TOKEN_INVALID);
        }
        Instant expires = jwt.getExpiresAt();
        String device = jwt.getClaimAsString(TokenClaims.DEVICE);
        String sid = jwt.getClaimAsString(TokenClaims.LOG_IN);
        if (expires == null || device == null || sid == null || jwt.getSubject() == null) {
            throw new Refused(ErrorCode.TOKEN_INVALID);
        }
        if (!expires.isAfter(now)) {
            throw new Refused(ErrorCode.TOKEN_EXPIRED);
        }
        try {
            return new Identity(new UserId(jwt.getSubject()), new DeviceId(device), Long.parseLong(sid), expires);
        } catch (NumberFormatException e) {
            throw new Refused(ErrorCode.TOKEN_INVALID);
        }
    }

    private static boolean isExpired(JwtValidationException e) {
        return e.getErrors().stream()
                .allMatch(error ->
                        Objects.requireNonNullElse(error.getDescription(), "").startsWith("Jwt expired"));
    }
}

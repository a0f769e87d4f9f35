package io.parley.command.account.token;

import io.parley.api.account.TokenClaims;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who asks, from a verified access token. */
public record Caller(UserId user, DeviceId device, long sid) {
    public static Caller of(Jwt token) {
        return new Caller(
                new UserId(claim(token, "sub")),
                new DeviceId(claim(token, TokenClaims.DEVICE)),
                Long.parseLong(claim(token, TokenClaims.LOG_IN)));
    }

    private static String claim(Jwt token, String name) {
        return Objects.requireNonNull(token.getClaimAsString(name), name);
    }
}

package io.parley.command.account.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param refreshToken null where it is in the cookie
 * @param expiresIn seconds for which the access token is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionTokens(
        @Schema(implementation = String.class) Secret accessToken,
        @Schema(implementation = String.class) @Nullable Secret refreshToken,

        @Schema(description = "seconds for which the access token is good")
        long expiresIn,

        @Schema(implementation = String.class) UserId user,
        @Schema(implementation = String.class) DeviceId device) {}

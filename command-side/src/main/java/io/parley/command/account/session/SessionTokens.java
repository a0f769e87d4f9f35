package io.parley.command.account.session;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.media.Schema;

/** @param expiresIn seconds for which the access token is good */
record SessionTokens(
        @Schema(implementation = String.class) Secret accessToken,
        @Schema(implementation = String.class) Secret refreshToken,

        @Schema(description = "seconds for which the access token is good")
        long expiresIn,

        @Schema(implementation = String.class) UserId user,
        @Schema(implementation = String.class) DeviceId device) {}

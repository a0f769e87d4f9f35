package io.parley.command.account.session;

import io.parley.api.account.user.Account;
import io.parley.api.id.DeviceId;
import io.parley.command.account.AccountOptions;
import io.parley.command.account.oidc.Identities;
import io.parley.command.http.Fields;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnProperty("parley.accounts.oidc.issuer")
public class IdentitySessionsController {
    private final Identities identities;
    private final Sessions sessions;
    private final RefreshCookie cookie;

    public IdentitySessionsController(Identities identities, Sessions sessions, AccountOptions options) {
        this.identities = identities;
        this.sessions = sessions;
        this.cookie = new RefreshCookie(options.tokens().refreshUnused());
    }

    record Identity(
            @Schema(
                    implementation = String.class,
                    description = "a JWT that the OpenID provider signed for this audience")
            @Nullable
            Secret token,

            @Schema(description = "from an earlier log-in on this device; leave out on a new one") @Nullable
            String device,

            @Schema(description = "how you know a new device") @Nullable
            String deviceName,

            @Schema(description = "browsers: the refresh token comes as a cookie that no script can read") @Nullable
            Boolean cookie) {}

    @PostMapping("/v1/sessions/oidc")
    @Operation(summary = "Log in with a token of the OpenID provider; who comes for the first time is registered")
    @ApiResponse(responseCode = "200", description = "logged in")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(
            responseCode = "401",
            description =
                    "token_invalid: not the provider's, not for this audience, or over; wrong_credentials: erased")
    @ApiResponse(responseCode = "403", description = "device_revoked")
    @ApiResponse(responseCode = "404", description = "unknown_device: not this account's, leave it out")
    @ApiResponse(
            responseCode = "409",
            description = "device_limit, or handle_taken: somebody took it just then, ask again")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    @ApiResponse(responseCode = "503", description = "unavailable: the provider cannot be asked now")
    SessionTokens logIn(@RequestBody Identity identity, HttpServletRequest request, HttpServletResponse response) {
        boolean inCookie = Boolean.TRUE.equals(identity.cookie());
        if (inCookie) RefreshCookie.requireOwnPage(request);
        String token = Fields.require("token", identity.token()).value();
        String deviceName = SessionsController.deviceName(identity.deviceName());
        DeviceId device = identity.device() == null ? null : new DeviceId(identity.device());
        Account account = identities.authenticate(token, request.getRemoteAddr());
        SessionTokens tokens = sessions.logIn(account, device, deviceName);
        return inCookie ? cookie.put(tokens, request, response) : tokens;
    }
}

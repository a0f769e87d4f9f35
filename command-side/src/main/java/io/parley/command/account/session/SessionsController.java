package io.parley.command.account.session;

import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.Account;
import io.parley.api.id.DeviceId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.AccountOptions;
import io.parley.command.account.AttemptLimits;
import io.parley.command.account.token.Caller;
import io.parley.command.http.Fields;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sessions")
public class SessionsController {
    private static final int MAX_PASSWORD = 256;
    private static final int MAX_DEVICE_NAME = 64;

    private final Authentication authentication;
    private final Sessions sessions;
    private final AttemptLimits limits;
    private final RefreshCookie cookie;

    public SessionsController(
            Authentication authentication, Sessions sessions, AttemptLimits limits, AccountOptions options) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.limits = limits;
        this.cookie = new RefreshCookie(options.tokens().refreshUnused());
    }

    /**
     * @param device from an earlier log-in on this device; a new one is added where it is missing
     * @param deviceName how the person knows a new device
     * @param cookie browsers: whether the refresh token comes as a cookie that no script can read, in place of in the answer
     */
    record Credentials(
            @Nullable String handle,
            @Schema(implementation = String.class) @Nullable Secret password,

            @Schema(description = "from an earlier log-in on this device; leave out on a new one") @Nullable
            String device,

            @Schema(description = "how you know a new device") @Nullable
            String deviceName,

            @Schema(description = "browsers: the refresh token comes as a cookie that no script can read") @Nullable
            Boolean cookie) {}

    record Renewal(
            @Schema(implementation = String.class) @Nullable Secret refreshToken,

            @Schema(description = "browsers: the refresh token is in the cookie") @Nullable
            Boolean cookie) {}

    @PostMapping
    @Operation(summary = "Log in on a device; a previous log-in there ends")
    @ApiResponse(responseCode = "200", description = "logged in")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "401", description = "wrong_credentials")
    @ApiResponse(responseCode = "403", description = "device_revoked")
    @ApiResponse(responseCode = "404", description = "unknown_device: not this account's, leave it out")
    @ApiResponse(responseCode = "409", description = "device_limit")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    SessionTokens logIn(
            @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        boolean inCookie = Boolean.TRUE.equals(credentials.cookie());
        if (inCookie) RefreshCookie.requireOwnPage(request);
        HandleName handle = HandleName.parse(Fields.require("handle", credentials.handle()))
                .orElseThrow(() -> ProblemException.badRequest("'handle' must be " + HandleName.RULE + "."));
        String password = Fields.require("password", credentials.password()).value();
        Fields.length("password", password, 1, MAX_PASSWORD);
        String deviceName = deviceName(credentials.deviceName());
        DeviceId device = credentials.device() == null ? null : new DeviceId(credentials.device());
        Account account = authentication.authenticate(handle, password, request.getRemoteAddr());
        SessionTokens tokens = sessions.logIn(account, device, deviceName);
        return inCookie ? cookie.put(tokens, request, response) : tokens;
    }

    static @Nullable String deviceName(@Nullable String given) {
        return given == null ? null : Fields.line("deviceName", given, 1, MAX_DEVICE_NAME);
    }

    @PostMapping("/refresh")
    @Operation(summary = "Trade a refresh token for new tokens")
    @ApiResponse(
            responseCode = "200",
            description = "renewed; the same answer again for a minute where the first was lost")
    @ApiResponse(responseCode = "401", description = "token_invalid, or token_reused: this log-in has ended")
    @ApiResponse(responseCode = "403", description = "device_revoked")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    SessionTokens refresh(@RequestBody Renewal renewal, HttpServletRequest request, HttpServletResponse response) {
        boolean inCookie = Boolean.TRUE.equals(renewal.cookie());
        if (inCookie) RefreshCookie.requireOwnPage(request);
        String token = inCookie
                ? RefreshCookie.read(request)
                : Fields.require("refreshToken", renewal.refreshToken()).value();
        limits.takeFor(request.getRemoteAddr());
        SessionTokens tokens = sessions.refresh(token);
        return inCookie ? cookie.put(tokens, request, response) : tokens;
    }

    @DeleteMapping("/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Log out on this device")
    @ApiResponse(responseCode = "204", description = "logged out")
    void logOut(@AuthenticationPrincipal Jwt token, HttpServletRequest request, HttpServletResponse response) {
        sessions.logOut(Caller.of(token));
        cookie.clear(request, response);
    }
}

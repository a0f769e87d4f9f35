package io.parley.command.account.erase;

import io.parley.api.account.TokenClaims;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.Account;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.session.Authentication;
import io.parley.command.account.token.Caller;
import io.parley.command.http.Fields;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ErasuresController {
    private final Erasures erasures;
    private final Authentication authentication;

    ErasuresController(Erasures erasures, Authentication authentication) {
        this.erasures = erasures;
        this.authentication = authentication;
    }

    record OwnErasure(
            @Nullable String handle,
            @Schema(implementation = String.class) @Nullable Secret password) {}

    @PostMapping("/v1/profile/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Erase yourself: nobody can read anything of yours any more. It cannot be undone")
    @ApiResponse(responseCode = "204", description = "you are erased, logged out everywhere, and in no group any more")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "401", description = "wrong_credentials: the handle or password is not yours")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    void eraseOneself(@RequestBody OwnErasure asked, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        UserId caller = Caller.of(token).user();
        HandleName handle = HandleName.parse(Fields.require("handle", asked.handle()))
                .orElseThrow(() -> ProblemException.badRequest("'handle' must be " + HandleName.RULE + "."));
        String password = Fields.require("password", asked.password()).value();
        Account account = authentication.authenticate(handle, password, request.getRemoteAddr());
        if (!account.user().equals(caller)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "That is somebody else; log in as who is to be erased.");
        }
        erasures.erase(caller, caller);
    }

    @PostMapping("/v1/people/{user}/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "As an operator, erase a person, by their id. It cannot be undone")
    @ApiResponse(responseCode = "204", description = "they are erased, logged out everywhere, and in no group any more")
    @ApiResponse(responseCode = "403", description = "forbidden: you are no operator")
    @ApiResponse(responseCode = "404", description = "unknown_user")
    void erase(@PathVariable String user, @AuthenticationPrincipal Jwt token) {
        if (!Boolean.TRUE.equals(token.getClaimAsBoolean(TokenClaims.OPERATOR))) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Only an operator may do that.");
        }
        erasures.erase(new UserId(user), Caller.of(token).user());
    }
}

package io.parley.command.account.user;

import io.parley.api.account.user.Audience;
import io.parley.api.account.user.ChangePrivacy;
import io.parley.api.account.user.Privacy;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.dispatch.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PrivacyController {
    private final Commands commands;

    public PrivacyController(Commands accountCommands) {
        this.commands = accountCommands;
    }

    record PrivacyChange(
            @Nullable String presence,
            @Nullable String lastSeen,
            @Nullable Boolean readReceipts) {}

    record PrivacyNow(String presence, String lastSeen, boolean readReceipts) {}

    @PatchMapping("/v1/privacy")
    @Operation(summary = "Change what others may know of you; what you leave out stays as it is")
    @ApiResponse(responseCode = "200", description = "all of it, as it is now")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    PrivacyNow change(@RequestBody PrivacyChange change, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        Privacy now = commands.ask(
                new ChangePrivacy(
                        caller.user(),
                        audience("presence", change.presence()),
                        audience("lastSeen", change.lastSeen()),
                        change.readReceipts()),
                Privacy.class,
                caller.user(),
                caller.device());
        return new PrivacyNow(now.presence().text(), now.lastSeen().text(), now.readReceipts());
    }

    private static @Nullable Audience audience(String field, @Nullable String text) {
        return text == null
                ? null
                : Audience.parse(text)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "'" + field + "' must be 'everybody', 'contacts' or 'nobody'."));
    }
}

package io.parley.command.account.user;

import io.parley.api.account.Outcome;
import io.parley.api.account.user.ChangeName;
import io.parley.command.account.token.Caller;
import io.parley.command.dispatch.Commands;
import io.parley.command.http.Fields;
import io.parley.sealing.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ProfileController {
    static final int MAX_NAME = 64;

    private final Commands commands;
    private final Sealer sealer;

    public ProfileController(Commands accountCommands, Sealer sealer) {
        this.commands = accountCommands;
        this.sealer = sealer;
    }

    record Profile(@Nullable String name) {}

    @PatchMapping("/v1/profile")
    @Operation(summary = "Change how others see you")
    @ApiResponse(responseCode = "200", description = "as it is now; it may take a moment to show")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    Profile change(@RequestBody Profile change, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        String name = Fields.line("name", Fields.require("name", change.name()), 1, MAX_NAME);
        commands.ask(
                new ChangeName(caller.user(), sealer.seal(caller.user(), name)),
                Outcome.class,
                caller.user(),
                caller.device());
        return new Profile(name);
    }
}

package io.parley.command.account.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.account.Outcome;
import io.parley.api.account.user.ChangeAvatar;
import io.parley.api.account.user.ChangeName;
import io.parley.api.account.user.UserCommand;
import io.parley.api.asset.AssetGrants;
import io.parley.api.id.AssetId;
import io.parley.command.account.token.Caller;
import io.parley.command.asset.Pictures;
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
    private final Pictures pictures;

    public ProfileController(Commands accountCommands, Sealer sealer, AssetGrants grants) {
        this.pictures = new Pictures(grants);
        this.commands = accountCommands;
        this.sealer = sealer;
    }

    /**
     * @param name null leaves it as it is
     * @param avatar a grant to attach a picture; empty takes the picture away, null leaves it as it is
     */
    record Change(@Nullable String name, @Nullable String avatar) {}

    /** What was changed, as it is now; {@code avatar} is the picture's asset. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Profile(@Nullable String name, @Nullable String avatar) {}

    @PatchMapping("/v1/profile")
    @Operation(summary = "Change how others see you: your name, your picture")
    @ApiResponse(responseCode = "200", description = "what was changed, as it is now; it may take a moment to show")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    Profile change(@RequestBody Change change, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        String name = change.name() == null ? null : Fields.line("name", change.name(), 1, MAX_NAME);
        AssetId avatar = change.avatar() == null || change.avatar().isEmpty()
                ? null
                : pictures.granted(caller.user(), "avatar", change.avatar()).asset();
        if (name != null) {
            ask(caller, new ChangeName(caller.user(), sealer.seal(caller.user(), name)));
        }
        if (change.avatar() != null) {
            ask(caller, new ChangeAvatar(caller.user(), avatar));
        }
        return new Profile(name, avatar == null ? null : avatar.value());
    }

    private void ask(Caller caller, UserCommand command) {
        commands.ask(command, Outcome.class, caller.user(), caller.device());
    }
}

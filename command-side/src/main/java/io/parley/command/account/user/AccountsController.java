package io.parley.command.account.user;

import io.parley.api.account.handle.HandleName;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.AccountOptions;
import io.parley.command.http.Fields;
import io.parley.command.http.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class AccountsController {
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 256;

    private final Registration registration;
    private final boolean open;

    public AccountsController(Registration registration, AccountOptions options) {
        this.registration = registration;
        this.open = options.registration();
    }

    /** @param name how others see the person; the handle where it is missing */
    record NewAccount(
            @Schema(description = HandleName.RULE) @Nullable String handle,
            @Schema(implementation = String.class) @Nullable Secret password,
            @Nullable String name) {}

    record Registered(@Schema(implementation = String.class) UserId user) {}

    @PostMapping("/v1/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register a person under a handle of their own")
    @ApiResponse(responseCode = "201", description = "registered; log in next")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "403", description = "forbidden: this server takes no registrations")
    @ApiResponse(responseCode = "409", description = "handle_taken")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    Registered register(@RequestBody NewAccount account, HttpServletRequest request) {
        if (!open) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "This server takes no registrations; ask its operator.");
        }
        HandleName handle = HandleName.parse(Fields.require("handle", account.handle()))
                .orElseThrow(() -> ProblemException.badRequest("'handle' must be " + HandleName.RULE + "."));
        String password = Fields.require("password", account.password()).value();
        Fields.length("password", password, MIN_PASSWORD, MAX_PASSWORD);
        String name = account.name() == null
                ? handle.value()
                : Fields.line("name", account.name(), 1, ProfileController.MAX_NAME);
        return new Registered(registration.register(handle, password, name, request.getRemoteAddr()));
    }
}

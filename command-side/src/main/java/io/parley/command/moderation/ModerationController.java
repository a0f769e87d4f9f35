package io.parley.command.moderation;

import io.parley.api.account.TokenClaims;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.moderation.Resolution;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.http.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
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
public class ModerationController {
    private static final int MAX_REASON = 512;

    private final Moderation moderation;

    ModerationController(Moderation moderation) {
        this.moderation = moderation;
    }

    record NewReport(@Nullable String reason) {}

    /** @param reason of a deletion, for the members to see */
    record Decision(
            @Schema(allowableValues = {"dismissed", "deleted", "removed"}) @Nullable
            String resolution,

            @Nullable String reason) {}

    @PostMapping("/v1/conversations/{conversation}/entries/{seq}/report")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Put a message that you see before the operators, with its text")
    @ApiResponse(responseCode = "202", description = "it is in their queue; a second report of yours changes nothing")
    @ApiResponse(responseCode = "404", description = "unknown_conversation or unknown_message")
    void report(
            @PathVariable String conversation,
            @PathVariable long seq,
            @RequestBody NewReport report,
            @AuthenticationPrincipal Jwt token) {
        moderation.report(Caller.of(token), new ConversationId(conversation), seq, reason(report.reason()));
    }

    @PostMapping("/v1/reports/{report}/resolution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary =
                    "As an operator, resolve a report: dismiss it, delete the message, or delete it and take its author out")
    @ApiResponse(responseCode = "403", description = "forbidden: you are no operator")
    @ApiResponse(responseCode = "404", description = "unknown_report: it is not in the queue")
    @ApiResponse(responseCode = "422", description = "not_a_group: nobody can be taken out of a conversation of two")
    void resolve(@PathVariable String report, @RequestBody Decision decision, @AuthenticationPrincipal Jwt token) {
        if (!Boolean.TRUE.equals(token.getClaimAsBoolean(TokenClaims.OPERATOR))) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Only an operator may do that.");
        }
        moderation.resolve(
                Caller.of(token),
                moderation.open(new ReportId(report)),
                resolution(Fields.require("resolution", decision.resolution())),
                reason(decision.reason()));
    }

    private static Resolution resolution(String text) {
        try {
            return Resolution.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.badRequest("'resolution' must be 'dismissed', 'deleted' or 'removed'.");
        }
    }

    private static @Nullable String reason(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? null : Fields.line("reason", reason, 1, MAX_REASON);
    }
}

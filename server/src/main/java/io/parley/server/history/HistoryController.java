package io.parley.server.history;

import io.parley.api.account.TokenClaims;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.http.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class HistoryController {
    private static final int MOST_WORDS = 64;

    private final Audits audits;

    HistoryController(Audits audits) {
        this.audits = audits;
    }

    record Question(
            @Schema(
                    description = "a question as for './parley history': tail, show, inbox, message, diff or what-if,"
                            + " each word an element",
                    example = "[\"show\", \"alice,bob\", \"--as-of\", \"2h\"]")
            @Nullable
            List<String> ask) {}

    @PostMapping(value = "/v1/history", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    @Operation(summary = "As an auditor, ask the event history; that you did is an event itself")
    @ApiResponse(responseCode = "200", description = "the answer, as the tool prints it")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail says what is wrong with the question")
    @ApiResponse(responseCode = "403", description = "forbidden: you are no auditor")
    @ApiResponse(responseCode = "503", description = "unavailable: another auditor is being answered")
    String ask(@RequestBody Question question, @AuthenticationPrincipal Jwt token) {
        if (!Boolean.TRUE.equals(token.getClaimAsBoolean(TokenClaims.AUDITOR))) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Only an auditor may do that.");
        }
        List<String> words = Fields.require("ask", question.ask());
        if (words.isEmpty() || words.size() > MOST_WORDS || words.contains(null)) {
            throw ProblemException.badRequest("'ask' must have 1 to " + MOST_WORDS + " words.");
        }
        return audits.answer(Caller.of(token).user(), words);
    }
}

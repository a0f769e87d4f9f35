package io.parley.command.retention;

import io.parley.api.conversation.ChangeRetention;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class RetentionController {
    /** A hundred years. */
    private static final long MOST_SECONDS = 3_155_760_000L;

    private final Commands commands;
    private final ConversationKeys keys;
    private final Clock clock;

    public RetentionController(Commands commands, ConversationKeys keys, Clock clock) {
        this.commands = commands;
        this.keys = keys;
        this.clock = clock;
    }

    record KeptFor(
            @Schema(description = "since they were sent; without it, for ever") @Nullable
            Long seconds,

            @Schema(description = "how many, the newest; without it, all") @Nullable
            Long messages) {}

    @PutMapping("/v1/conversations/{conversation}/retention")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary =
                    "Say how long messages are kept, for everybody here: earlier ones too. Either of two people may, and"
                            + " the admins of a group")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "403", description = "not_admin")
    @ApiResponse(responseCode = "404", description = "unknown_conversation: there is none, or you are not in it")
    @ApiResponse(responseCode = "409", description = "blocked: you blocked this person")
    void keep(@PathVariable String conversation, @RequestBody KeptFor keep, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        ConversationId id = new ConversationId(conversation);
        ChangeRetention change = new ChangeRetention(
                id,
                caller.user(),
                new Retention(within("seconds", keep.seconds()), within("messages", keep.messages())));
        if (commands.ask(change, ConversationOutcome.class, caller.user(), caller.device())
                instanceof ConversationOutcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
        keys.make(id, clock.instant());
    }

    private static @Nullable Long within(String field, @Nullable Long value) {
        if (value != null && (value < 1 || value > MOST_SECONDS)) {
            throw ProblemException.badRequest("'" + field + "' is between 1 and " + MOST_SECONDS + ", or left out.");
        }
        return value;
    }
}

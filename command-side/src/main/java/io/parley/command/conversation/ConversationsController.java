package io.parley.command.conversation;

import io.parley.api.account.handle.HandleName;
import io.parley.api.conversation.DirectCommand.AcceptRequest;
import io.parley.api.conversation.DirectCommand.BlockPeer;
import io.parley.api.conversation.DirectCommand.UnblockPeer;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.http.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ConversationsController {
    private final DirectConversations conversations;

    public ConversationsController(DirectConversations conversations) {
        this.conversations = conversations;
    }

    record NewDirect(
            @Schema(description = "the exact handle of the other person") @Nullable
            String with) {}

    /** @param name as the person wants to be called; null once it was erased */
    record Member(
            @Schema(implementation = String.class) UserId user,
            @Nullable String handle,
            @Nullable String name) {}

    record Started(@Schema(implementation = String.class) ConversationId conversation, List<Member> members) {}

    @PostMapping("/v1/conversations/direct")
    @Operation(summary = "Start the direct conversation with somebody, or find it")
    @ApiResponse(responseCode = "200", description = "it existed")
    @ApiResponse(responseCode = "201", description = "started")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "404", description = "unknown_user: nobody has that handle")
    @ApiResponse(responseCode = "422", description = "with_oneself")
    @ApiResponse(responseCode = "429", description = "rate_limited: too many new ones in an hour")
    ResponseEntity<Started> start(@RequestBody NewDirect direct, @AuthenticationPrincipal Jwt token) {
        HandleName handle = HandleName.parse(Fields.require("with", direct.with()))
                .orElseThrow(() -> ProblemException.badRequest("'with' must be " + HandleName.RULE + "."));
        DirectConversations.Found found = conversations.between(Caller.of(token), handle);
        return ResponseEntity.status(found.existed() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Started(found.conversation(), found.members()));
    }

    @PutMapping("/v1/conversations/{conversation}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary =
                    "Block the other person: nothing of theirs reaches you, and nothing of you shows; they are not told")
    @ApiResponse(responseCode = "404", description = "unknown_conversation")
    @ApiResponse(responseCode = "422", description = "not_direct: it is a group")
    void block(@PathVariable String conversation, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        conversations.ask(caller, new BlockPeer(new ConversationId(conversation), caller.user()));
    }

    @DeleteMapping("/v1/conversations/{conversation}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Unblock the other person; what they wrote meanwhile stays unseen")
    @ApiResponse(responseCode = "404", description = "unknown_conversation")
    @ApiResponse(responseCode = "422", description = "not_direct: it is a group")
    void unblock(@PathVariable String conversation, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        conversations.ask(caller, new UnblockPeer(new ConversationId(conversation), caller.user()));
    }

    @PostMapping("/v1/conversations/{conversation}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Agree that a stranger writes to you, without an answer; to decline, block")
    @ApiResponse(responseCode = "404", description = "unknown_conversation")
    @ApiResponse(responseCode = "422", description = "not_direct: it is a group")
    void accept(@PathVariable String conversation, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        conversations.ask(caller, new AcceptRequest(new ConversationId(conversation), caller.user()));
    }
}

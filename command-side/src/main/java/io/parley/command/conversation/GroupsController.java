package io.parley.command.conversation;

import io.parley.api.account.handle.HandleName;
import io.parley.api.conversation.GroupCommand;
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
@ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
@ApiResponse(responseCode = "403", description = "not_admin")
@ApiResponse(responseCode = "404", description = "unknown_conversation: there is none, or you are not in it")
@ApiResponse(responseCode = "409", description = "group_full or last_admin")
@ApiResponse(responseCode = "422", description = "not_a_group: it is the conversation of two people")
public class GroupsController {
    private static final int MAX_TITLE = 128;
    private static final int MAX_HANDLES = 10_000;

    private final Groups groups;

    public GroupsController(Groups groups) {
        this.groups = groups;
    }

    /** @param members exact handles of others; null for none */
    record NewGroup(@Nullable String title, @Nullable List<String> members) {}

    record Created(@Schema(implementation = String.class) ConversationId conversation) {}

    record Title(@Nullable String title) {}

    /** @param picture the {@code attach} of a picture that the caller can read; empty takes the picture away */
    record Picture(@Nullable String picture) {}

    /** @param members exact handles */
    record Added(@Nullable List<String> members) {}

    /** @param successor the user who becomes admin where the last one leaves; null leaves it to the group: its oldest member */
    record Leaving(@Nullable String successor) {}

    record Answer(@Nullable Boolean accept) {}

    @PostMapping("/v1/groups")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Start a group: who knows you joins at once, others are invited")
    Created create(@RequestBody NewGroup group, @AuthenticationPrincipal Jwt token) {
        List<HandleName> members = group.members() == null ? List.of() : handles(group.members());
        return new Created(groups.create(Caller.of(token), title(group.title()), members));
    }

    @PutMapping("/v1/groups/{conversation}/title")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Rename a group, as one of its admins")
    void rename(@PathVariable String conversation, @RequestBody Title title, @AuthenticationPrincipal Jwt token) {
        groups.rename(Caller.of(token), new ConversationId(conversation), title(title.title()));
    }

    @PutMapping("/v1/groups/{conversation}/picture")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a group its picture, as one of its admins; empty takes it away")
    void picture(@PathVariable String conversation, @RequestBody Picture picture, @AuthenticationPrincipal Jwt token) {
        groups.picture(
                Caller.of(token), new ConversationId(conversation), Fields.require("picture", picture.picture()));
    }

    @PostMapping("/v1/groups/{conversation}/members")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Add people, as an admin: who knows you joins at once, others are invited")
    void add(@PathVariable String conversation, @RequestBody Added added, @AuthenticationPrincipal Jwt token) {
        groups.add(
                Caller.of(token),
                new ConversationId(conversation),
                handles(Fields.require("members", added.members())));
    }

    @DeleteMapping("/v1/groups/{conversation}/members/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take somebody out, or an invitation back, as an admin")
    void remove(@PathVariable String conversation, @PathVariable String user, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        groups.ask(
                caller,
                new GroupCommand.RemoveMember(new ConversationId(conversation), caller.user(), new UserId(user)));
    }

    @PostMapping("/v1/groups/{conversation}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Leave a group; its last admin hands over")
    void leave(
            @PathVariable String conversation,
            @RequestBody(required = false) @Nullable Leaving leaving,
            @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        String successor = leaving == null ? null : leaving.successor();
        groups.ask(
                caller,
                new GroupCommand.LeaveGroup(
                        new ConversationId(conversation),
                        caller.user(),
                        successor == null ? null : new UserId(successor)));
    }

    @PutMapping("/v1/groups/{conversation}/admins/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make a member admin, as one of them")
    void promote(@PathVariable String conversation, @PathVariable String user, @AuthenticationPrincipal Jwt token) {
        setAdmin(conversation, user, true, token);
    }

    @DeleteMapping("/v1/groups/{conversation}/admins/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make an admin a member, as one of them")
    void demote(@PathVariable String conversation, @PathVariable String user, @AuthenticationPrincipal Jwt token) {
        setAdmin(conversation, user, false, token);
    }

    private void setAdmin(String conversation, String user, boolean admin, Jwt token) {
        Caller caller = Caller.of(token);
        groups.ask(
                caller,
                new GroupCommand.SetAdmin(new ConversationId(conversation), caller.user(), new UserId(user), admin));
    }

    @PostMapping("/v1/groups/{conversation}/invitation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Accept or decline an invitation")
    void answer(@PathVariable String conversation, @RequestBody Answer answer, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        groups.ask(
                caller,
                new GroupCommand.AnswerInvitation(
                        new ConversationId(conversation), caller.user(), Fields.require("accept", answer.accept())));
    }

    private static String title(@Nullable String title) {
        return Fields.line("title", Fields.require("title", title), 1, MAX_TITLE);
    }

    private static List<HandleName> handles(List<String> handles) {
        if (handles.size() > MAX_HANDLES) {
            throw ProblemException.badRequest("'members' has at most " + MAX_HANDLES + " handles.");
        }
        return handles.stream()
                .map(handle -> HandleName.parse(handle)
                        .orElseThrow(
                                () -> ProblemException.badRequest("'members' must be " + HandleName.RULE + " each.")))
                .toList();
    }
}

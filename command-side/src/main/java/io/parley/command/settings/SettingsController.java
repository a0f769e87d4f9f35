package io.parley.command.settings;

import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.SettingsId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.api.settings.ChangeSettings;
import io.parley.api.settings.ChangeSettings.Draft;
import io.parley.api.settings.ChangeSettings.Mute;
import io.parley.api.settings.Settings;
import io.parley.command.account.token.Caller;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class SettingsController {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_DRAFT_BYTES = 16_384;

    private final Commands commands;
    private final QueryGateway queries;
    private final Sealer sealer;

    public SettingsController(Commands commands, QueryGateway queries, Sealer sealer) {
        this.commands = commands;
        this.queries = queries;
        this.sealer = sealer;
    }

    /**
     * @param muted {@code true} without {@code mutedUntil} mutes without end
     * @param mutedUntil an instant, as ISO 8601 in UTC
     * @param draft empty takes it away
     */
    record SettingsChange(
            @Nullable Boolean muted,
            @Nullable String mutedUntil,
            @Nullable Boolean archived,
            @Nullable Boolean pinned,
            @Nullable Boolean unread,
            @Nullable String draft) {}

    /** @param mutedUntil null where it is not muted */
    record SettingsNow(
            @Nullable Instant mutedUntil,
            boolean archived,
            boolean pinned,
            boolean unread,
            @Nullable String draft) {}

    @PatchMapping("/v1/conversations/{conversation}/settings")
    @Operation(
            summary =
                    "Mute, archive, pin or mark a conversation as unread, or keep a draft: for yourself, on all your devices")
    @ApiResponse(responseCode = "200", description = "all of it, as it is now")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "404", description = "unknown_conversation: there is none, or you were never in it")
    SettingsNow change(
            @PathVariable String conversation, @RequestBody SettingsChange change, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token);
        ConversationId id = new ConversationId(conversation);
        Mute mute = mute(change);
        Draft draft = change.draft() == null ? null : draft(caller, change.draft());
        GetVisible.Visible visible =
                Answers.await(queries.query(new GetVisible(caller.user(), id), GetVisible.Visible.class), DEADLINE);
        if (visible.isNothing()) {
            throw ProblemException.refused(Refusal.UNKNOWN_CONVERSATION);
        }
        Settings now = commands.ask(
                new ChangeSettings(
                        SettingsId.of(caller.user(), id),
                        caller.user(),
                        id,
                        caller.device(),
                        mute,
                        change.archived(),
                        change.pinned(),
                        change.unread(),
                        draft),
                Settings.class,
                caller.user(),
                caller.device());
        return new SettingsNow(now.mutedUntil(), now.archived(), now.pinned(), now.unread(), open(now.draft()));
    }

    private static @Nullable Mute mute(SettingsChange change) {
        if (change.mutedUntil() != null) {
            if (Boolean.FALSE.equals(change.muted())) {
                throw ProblemException.badRequest("'mutedUntil' cannot go with 'muted': false.");
            }
            return new Mute(instant(change.mutedUntil()));
        }
        return change.muted() == null ? null : new Mute(change.muted() ? Settings.FOREVER : null);
    }

    private static Instant instant(String text) {
        try {
            Instant until = Instant.parse(text);
            return until.isBefore(Settings.FOREVER) ? until : Settings.FOREVER;
        } catch (DateTimeParseException notOne) {
            throw ProblemException.badRequest("'mutedUntil' must be an instant such as 2026-12-24T18:00:00Z.");
        }
    }

    private Draft draft(Caller caller, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_DRAFT_BYTES) {
            throw ProblemException.badRequest("'draft' has at most " + MAX_DRAFT_BYTES + " bytes.");
        }
        return new Draft(text.isEmpty() ? null : sealer.seal(caller.user(), text));
    }

    private @Nullable String open(@Nullable Sealed draft) {
        return draft == null ? null : sealer.open(draft).orElse(null);
    }
}

package io.parley.query.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.id.UserId;
import io.parley.api.presence.GetPresence;
import io.parley.query.dispatch.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PresenceController {
    private final Queries queries;

    public PresenceController(Queries queries) {
        this.queries = queries;
    }

    /** @param lastSeen null where they are online, never were, or it is not to be known */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PresenceAnswer(
            String user, boolean online, @Nullable Instant lastSeen) {}

    @GetMapping("/v1/people/{user}/presence")
    @Operation(summary = "Whether somebody is there, and when they were last")
    @ApiResponse(
            responseCode = "200",
            description = "offline without 'lastSeen' for unknown people, and for those who do not let you know")
    PresenceAnswer presence(@PathVariable String user, @AuthenticationPrincipal Jwt token) {
        UserId asking = new UserId(Objects.requireNonNull(token.getSubject()));
        GetPresence.Presence presence = queries.ask(
                        new GetPresence(asking, Set.of(new UserId(user))), GetPresence.Presences.class)
                .presences()
                .getFirst();
        return new PresenceAnswer(user, presence.online(), presence.lastSeen());
    }
}

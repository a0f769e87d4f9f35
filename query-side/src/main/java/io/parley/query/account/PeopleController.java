package io.parley.query.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.Refusal;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.FindUserByHandle;
import io.parley.api.account.user.People;
import io.parley.api.account.user.Person;
import io.parley.api.id.UserId;
import io.parley.api.limit.RateLimit;
import io.parley.api.problem.ProblemException;
import io.parley.query.dispatch.Queries;
import io.parley.sealing.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PeopleController {
    private static final int LOOK_UPS = 60;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final RateLimit perCaller = new RateLimit(LOOK_UPS, WINDOW);
    private final Queries queries;
    private final HandleKeys handleKeys;
    private final Sealer sealer;

    public PeopleController(Queries queries, HandleKeys handleKeys, Sealer sealer) {
        this.queries = queries;
        this.handleKeys = handleKeys;
        this.sealer = sealer;
    }

    /** @param avatar asset of a picture; null for none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PersonAnswer(
            @Schema(implementation = String.class) UserId user,
            String handle,
            String name,
            @Nullable String avatar) {}

    @GetMapping("/v1/people")
    @Operation(summary = "Look somebody up by their exact handle")
    @ApiResponse(responseCode = "200", description = "the person")
    @ApiResponse(responseCode = "400", description = "bad_request: the detail names the field")
    @ApiResponse(responseCode = "404", description = "unknown_user")
    @ApiResponse(responseCode = "429", description = "rate_limited")
    PersonAnswer find(
            @RequestParam @Schema(description = HandleName.RULE) String handle, @AuthenticationPrincipal Jwt token) {
        perCaller.take(token.getSubject());
        HandleName name = HandleName.parse(handle)
                .orElseThrow(() -> ProblemException.badRequest("'handle' must be " + HandleName.RULE + "."));
        People found = queries.ask(new FindUserByHandle(handleKeys.of(name)), People.class);
        return found.people().stream()
                .flatMap(this::opened)
                .findFirst()
                .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_USER));
    }

    @GetMapping("/v1/profile")
    @Operation(summary = "How others see you")
    @ApiResponse(responseCode = "200", description = "your handle, name and picture")
    @ApiResponse(
            responseCode = "404",
            description = "unknown_user: the account is so new that the views do not have it")
    PersonAnswer own(@AuthenticationPrincipal Jwt token) {
        FindPeople self = new FindPeople(Set.of(new UserId(token.getSubject())));
        return queries.ask(self, People.class).people().stream()
                .flatMap(this::opened)
                .findFirst()
                .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_USER));
    }

    /** Nobody, where the person was erased. */
    private Stream<PersonAnswer> opened(Person person) {
        Optional<String> handle = sealer.open(person.readableHandle());
        Optional<String> name = sealer.open(person.name());
        return handle.isPresent() && name.isPresent()
                ? Stream.of(new PersonAnswer(
                        person.user(),
                        handle.get(),
                        name.get(),
                        person.avatar() == null ? null : person.avatar().value()))
                : Stream.empty();
    }
}

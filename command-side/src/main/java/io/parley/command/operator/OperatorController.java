package io.parley.command.operator;

import io.parley.api.account.Outcome;
import io.parley.api.audit.About;
import io.parley.api.audit.RecordUse;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import io.parley.api.operator.OperatorDoor;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.erase.Erasures;
import io.parley.command.dispatch.Commands;
import io.parley.command.http.Fields;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For tools at the same machine that read the data folder. */
@Hidden
@RestController
public class OperatorController {
    private final OperatorToken token;
    private final Erasures erasures;
    private final Commands commands;
    private final Clock clock;

    OperatorController(OperatorToken token, Erasures erasures, Commands accountCommands, Clock clock) {
        this.token = token;
        this.erasures = erasures;
        this.commands = accountCommands;
        this.clock = clock;
    }

    record NewErasure(@Nullable String user) {}

    record NewUse(
            @Nullable String account,
            @Nullable String question,
            @Nullable About about,
            boolean pseudonymous) {}

    @PostMapping(OperatorDoor.ERASURES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@RequestHeader(OperatorDoor.HEADER) String shown, @RequestBody NewErasure asked) {
        check(shown);
        erasures.erase(new UserId(Fields.require("user", asked.user())), null);
    }

    @PostMapping(OperatorDoor.USES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void record(@RequestHeader(OperatorDoor.HEADER) String shown, @RequestBody NewUse use) {
        check(shown);
        commands.ask(
                new RecordUse(
                        UsesId.of(clock.instant()),
                        null,
                        Fields.require("account", use.account()),
                        Fields.require("question", use.question()),
                        Fields.require("about", use.about()),
                        use.pseudonymous()),
                Outcome.class);
    }

    private void check(String shown) {
        if (!token.is(shown)) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHORIZED, "'" + OperatorDoor.HEADER + "' is not the token of this start.");
        }
    }
}

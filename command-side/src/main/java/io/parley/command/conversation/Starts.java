package io.parley.command.conversation;

import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.id.UserId;
import io.parley.api.limit.RateLimit;
import io.parley.api.problem.ProblemException;
import io.parley.command.dispatch.Commands;
import java.time.Clock;
import java.time.Duration;

/** How many people whom they do not know somebody may turn to. Of this process: with several, each allows as many. Thread-safe. */
final class Starts {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Commands commands;
    private final StartLimits limits;
    private final Clock clock;
    private final RateLimit starts;
    private final RateLimit startsOfNewAccounts;

    Starts(Commands commands, StartLimits limits, Clock clock) {
        this.commands = commands;
        this.limits = limits;
        this.clock = clock;
        this.starts = new RateLimit(limits.starts(), WINDOW);
        this.startsOfNewAccounts = new RateLimit(limits.startsOfNewAccounts(), WINDOW);
    }

    /** @throws ProblemException {@code rate_limited} with the wait; {@code bad_request} for more at once than are ever allowed */
    void take(UserId user, int strangers) {
        if (strangers == 0) {
            return;
        }
        boolean fresh = isNew(user);
        int most = fresh ? limits.startsOfNewAccounts() : limits.starts();
        if (strangers > most) {
            throw ProblemException.badRequest(
                    "At most " + most + " people who do not know you can be invited at once.");
        }
        (fresh ? startsOfNewAccounts : starts).take(user.value(), strangers);
    }

    private boolean isNew(UserId user) {
        Account account = commands.ask(new FindAccount(user), Account.class);
        return account.registered().plus(limits.newFor()).isAfter(clock.instant());
    }
}

package io.parley.command.retention;

import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.api.retention.ExpireMessages;
import io.parley.api.retention.FindExpired;
import io.parley.api.retention.FindExpired.Found;
import io.parley.api.retention.FindExpired.Kept;
import io.parley.api.retention.FindExpired.Scope;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets messages expire that are over the time or the count for which they are kept, and forgets the keys of days of which nothing is kept.
 * Several may do so at once. Used by one thread.
 */
final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration EVERYWHERE = Duration.ofHours(1);
    private static final int PAGE = 500;
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final int MOST_WAITS = 100;

    private final Commands commands;
    private final QueryGateway queries;
    private final ConversationKeys keys;
    private final Retention atMost;
    private final Clock clock;
    private Instant everywhere = Instant.EPOCH;

    Sweeper(Commands commands, QueryGateway queries, ConversationKeys keys, Retention atMost, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.keys = keys;
        this.atMost = atMost;
        this.clock = clock;
    }

    /** One that finds the views or the store away is made up for by the next. */
    void sweep() {
        try {
            expireAndForget();
        } catch (ProblemException away) {
            LOG.warn("Messages that are over their time were not looked for now: {}", away.getMessage());
        }
    }

    private void expireAndForget() {
        expire(Scope.CHOSEN_AND_OVER);
        Instant now = clock.instant();
        if (now.isAfter(everywhere.plus(EVERYWHERE))) {
            expire(Scope.ALL);
            forgetKeys(now);
            everywhere = now;
        }
    }

    /** Until there is nothing left: of one conversation an answer has only so many messages, and the views follow a moment later. */
    private void expire(Scope scope) {
        int waits = 0;
        Round round = round(scope);
        while (round != Round.NOTHING_IS_OVER && waits < MOST_WAITS) {
            if (round == Round.VIEWS_ARE_BEHIND) {
                waits++;
                LockSupport.parkNanos(WAIT.toNanos());
            }
            round = round(scope);
        }
    }

    private enum Round {
        NOTHING_IS_OVER,
        EXPIRED,
        VIEWS_ARE_BEHIND
    }

    private Round round(Scope scope) {
        Round round = Round.NOTHING_IS_OVER;
        ConversationId after = null;
        Found found;
        do {
            found = find(scope, after, clock.instant());
            for (Kept kept : found.conversations()) {
                after = kept.conversation();
                if (!kept.messages().isEmpty()) {
                    round = expire(kept) || round == Round.EXPIRED ? Round.EXPIRED : Round.VIEWS_ARE_BEHIND;
                }
            }
        } while (found.more());
        return round;
    }

    private boolean expire(Kept kept) {
        ExpireMessages command = ExpireMessages.of(kept.conversation(), kept.upTo(), kept.messages());
        return commands.ask(command, ConversationOutcome.class) instanceof ConversationOutcome.Done(boolean changed)
                && changed;
    }

    private void forgetKeys(Instant now) {
        ConversationId after = null;
        Found found;
        do {
            found = find(Scope.ALL, after, now);
            Map<ConversationId, Instant> keptFrom = found.conversations().stream()
                    .filter(kept -> kept.messages().isEmpty())
                    .collect(Collectors.toMap(Kept::conversation, Kept::from));
            keys.forget(keptFrom);
            after = found.conversations().isEmpty()
                    ? null
                    : found.conversations().getLast().conversation();
        } while (found.more());
    }

    private Found find(Scope scope, @Nullable ConversationId after, Instant now) {
        return Answers.await(queries.query(new FindExpired(now, atMost, scope, after, PAGE), Found.class), DEADLINE);
    }
}

package io.parley.command.account.erase;

import io.parley.api.Refusal;
import io.parley.api.account.Outcome;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.CompleteErasure;
import io.parley.api.account.user.EraseUser;
import io.parley.api.account.user.FindAccount;
import io.parley.api.account.user.FindErasures;
import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.People;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.GetInboxConversations;
import io.parley.api.conversation.GroupCommand.AnswerInvitation;
import io.parley.api.conversation.GroupCommand.LeaveGroup;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.device.Devices;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.KeyStoreException;
import io.parley.sealing.PersonKeys;
import java.time.Duration;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people: first it is an event, then the key is destroyed, devices are logged out and groups are left, then that it is done is an event too. What a
 * crash keeps from being done is done by the next round. Several processes may do so at once. Thread-safe.
 */
public final class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Commands commands;
    private final QueryGateway queries;
    private final Devices devices;
    private final PersonKeys keys;
    private final ErasureMetrics metrics;

    Erasures(Commands commands, QueryGateway queries, Devices devices, PersonKeys keys, ErasureMetrics metrics) {
        this.commands = commands;
        this.queries = queries;
        this.devices = devices;
        this.keys = keys;
        this.metrics = metrics;
    }

    /**
     * Returns when nothing of the person can be read any more. Once more does what is left.
     *
     * @param by the person, or an operator; null for whoever holds the data folder
     * @throws ProblemException {@code unknown_user}, or {@code unavailable} where it will be finished later
     */
    public void erase(UserId person, @Nullable UserId by) {
        if (ask(new FindPeople(Set.of(person)), People.class).people().isEmpty()) {
            throw ProblemException.refused(Refusal.UNKNOWN_USER);
        }
        Outcome decided = by == null
                ? commands.ask(new EraseUser(person, null), Outcome.class)
                : commands.ask(new EraseUser(person, by), Outcome.class, by);
        if (decided instanceof Outcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
        finish(person);
    }

    /** What others began, or a crash broke off; what fails now is left to the next round. */
    void round() {
        try {
            long failed = ask(new FindErasures(), FindErasures.Begun.class).users().stream()
                    .filter(person -> !tryToFinish(person))
                    .count();
            metrics.pending(Math.toIntExact(failed));
        } catch (ProblemException away) {
            LOG.warn("Erasures that were begun were not looked for now: {}", away.getMessage());
        }
    }

    private boolean tryToFinish(UserId person) {
        try {
            finish(person);
            return true;
        } catch (ProblemException | KeyStoreException away) {
            LOG.warn("The erasure of {} could not be finished now: {}", person, away.getMessage());
            return false;
        }
    }

    private void finish(UserId person) {
        keys.destroy(person);
        Account account = commands.ask(new FindAccount(person), Account.class);
        for (DeviceId device : account.devices()) {
            devices.revoke(person, device);
        }
        ask(new GetInboxConversations(person), GetInboxConversations.Conversations.class)
                .conversations()
                .forEach(conversation -> leave(person, conversation));
        commands.ask(new CompleteErasure(person), Outcome.class);
        LOG.info("{} was erased", person);
    }

    /** A conversation of two stays as it is, and whoever has left is gone already. */
    private void leave(UserId person, ConversationId conversation) {
        ConversationOutcome left =
                commands.ask(new LeaveGroup(conversation, person, null), ConversationOutcome.class, person);
        if (left instanceof ConversationOutcome.Refused refused && refused.refusal() != Refusal.NOT_A_GROUP) {
            commands.ask(new AnswerInvitation(conversation, person, false), ConversationOutcome.class, person);
        }
    }

    private <R> R ask(Object query, Class<R> answer) {
        return Answers.await(queries.query(query, answer), DEADLINE);
    }
}

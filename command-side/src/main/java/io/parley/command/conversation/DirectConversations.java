package io.parley.command.conversation;

import io.parley.api.Refusal;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.DirectCommand;
import io.parley.api.conversation.GetMembers;
import io.parley.api.conversation.StartDirect;
import io.parley.api.conversation.StartOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.conversation.ConversationsController.Member;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;

/** Starts direct conversations for people who know each other's handle. */
public final class DirectConversations {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Commands commands;
    private final QueryGateway queries;
    private final HandleKeys handleKeys;
    private final Sealer sealer;
    private final Starts starts;
    private final ConversationKeys conversationKeys;
    private final Clock clock;

    DirectConversations(
            Commands commands,
            QueryGateway queries,
            HandleKeys handleKeys,
            Sealer sealer,
            ConversationKeys conversationKeys,
            Starts starts,
            Clock clock) {
        this.commands = commands;
        this.conversationKeys = conversationKeys;
        this.clock = clock;
        this.queries = queries;
        this.starts = starts;
        this.handleKeys = handleKeys;
        this.sealer = sealer;
    }

    record Found(ConversationId conversation, boolean existed, List<Member> members) {}

    Found between(Caller caller, HandleName handle) {
        UserId other = commands.ask(new FindOwner(handleKeys.of(handle)), Owner.class, caller.user())
                .user();
        if (other == null || member(other).handle() == null) {
            throw ProblemException.refused(Refusal.UNKNOWN_USER);
        }
        StartDirect start = StartDirect.between(caller.user(), other);
        if (!exists(start.conversation())) {
            starts.take(caller.user(), 1);
            conversationKeys.make(start.conversation(), clock.instant());
        }
        return switch (commands.ask(start, StartOutcome.class, caller.user(), caller.device())) {
            case StartOutcome.Started started ->
                new Found(started.conversation(), started.existed(), List.of(member(caller.user()), member(other)));
            case StartOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    /** As the views know it: one that was started a moment ago may count twice. */
    private boolean exists(ConversationId conversation) {
        return !Answers.await(queries.query(new GetMembers(conversation, 2), GetMembers.Members.class), DEADLINE)
                .members()
                .isEmpty();
    }

    /** @throws ProblemException with the refusal */
    void ask(Caller caller, DirectCommand command) {
        if (commands.ask(command, ConversationOutcome.class, caller.user(), caller.device())
                instanceof ConversationOutcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
    }

    private Member member(UserId user) {
        Account account = commands.ask(new FindAccount(user), Account.class);
        return new Member(
                user,
                sealer.open(account.readableHandle()).orElse(null),
                sealer.open(account.name()).orElse(null));
    }
}

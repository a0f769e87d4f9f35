package io.parley.command.conversation;

import io.parley.api.Refusal;
import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.FindAccount;
import io.parley.api.conversation.StartDirect;
import io.parley.api.conversation.StartOutcome;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.conversation.ConversationsController.Member;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import java.util.List;

/** Starts direct conversations for people who know each other's handle. */
public final class DirectConversations {
    private final Commands commands;
    private final HandleKeys handleKeys;
    private final Sealer sealer;

    public DirectConversations(Commands commands, HandleKeys handleKeys, Sealer sealer) {
        this.commands = commands;
        this.handleKeys = handleKeys;
        this.sealer = sealer;
    }

    record Found(ConversationId conversation, boolean existed, List<Member> members) {}

    Found between(Caller caller, HandleName handle) {
        UserId other = commands.ask(new FindOwner(handleKeys.of(handle)), Owner.class, caller.user())
                .user();
        if (other == null) {
            throw ProblemException.refused(Refusal.UNKNOWN_USER);
        }
        StartDirect start = StartDirect.between(caller.user(), other);
        return switch (commands.ask(start, StartOutcome.class, caller.user(), caller.device())) {
            case StartOutcome.Started started ->
                new Found(started.conversation(), started.existed(), List.of(member(caller.user()), member(other)));
            case StartOutcome.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    private Member member(UserId user) {
        Account account = commands.ask(new FindAccount(user), Account.class);
        return new Member(
                user,
                sealer.open(account.readableHandle()).orElse(null),
                sealer.open(account.name()).orElse(null));
    }
}

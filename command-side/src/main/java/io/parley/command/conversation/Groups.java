package io.parley.command.conversation;

import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.asset.AssetGrants;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.FindContacts;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.command.account.token.Caller;
import io.parley.command.asset.Pictures;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;

/** Groups, for people who know each other's handles. */
final class Groups {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Commands commands;
    private final QueryGateway queries;
    private final HandleKeys handleKeys;
    private final Sealer sealer;
    private final ConversationKeys conversationKeys;
    private final Starts starts;
    private final Pictures pictures;
    private final Clock clock;

    Groups(
            Commands commands,
            QueryGateway queries,
            HandleKeys handleKeys,
            Sealer sealer,
            ConversationKeys conversationKeys,
            Starts starts,
            Pictures pictures,
            Clock clock) {
        this.pictures = pictures;
        this.starts = starts;
        this.conversationKeys = conversationKeys;
        this.clock = clock;
        this.commands = commands;
        this.queries = queries;
        this.handleKeys = handleKeys;
        this.sealer = sealer;
    }

    /** Contacts of the caller join at once, strangers are asked first; who has blocked the caller, or is erased, is left out, and the caller not told. */
    record Company(List<UserId> members, List<UserId> invited) {}

    ConversationId create(Caller caller, String title, List<HandleName> others) {
        ConversationId conversation = ConversationId.group();
        Company company = company(caller.user(), others);
        starts.take(caller.user(), company.invited().size());
        conversationKeys.make(conversation, clock.instant());
        ask(
                caller,
                new GroupCommand.CreateGroup(
                        conversation,
                        caller.user(),
                        sealer.seal(caller.user(), title),
                        company.members(),
                        company.invited()));
        return conversation;
    }

    void rename(Caller caller, ConversationId conversation, String title) {
        ask(caller, new GroupCommand.RenameGroup(conversation, caller.user(), sealer.seal(caller.user(), title)));
    }

    /** @param grant to attach a picture; empty takes the picture away */
    void picture(Caller caller, ConversationId conversation, String grant) {
        Attachment picture = grant.isEmpty() ? null : picture(caller.user(), grant);
        ask(caller, new GroupCommand.PictureGroup(conversation, caller.user(), picture));
    }

    private Attachment picture(UserId user, String grant) {
        AssetGrants.Grant granted = pictures.granted(user, "picture", grant);
        return granted.attachment(sealer.seal(user, granted.name()));
    }

    void add(Caller caller, ConversationId conversation, List<HandleName> others) {
        Company company = company(caller.user(), others);
        starts.take(caller.user(), company.invited().size());
        ask(caller, new GroupCommand.AddMembers(conversation, caller.user(), company.members(), company.invited()));
    }

    /** @throws ProblemException with the refusal */
    void ask(Caller caller, GroupCommand command) {
        ConversationOutcome outcome = commands.ask(command, ConversationOutcome.class, caller.user(), caller.device());
        if (outcome instanceof ConversationOutcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
    }

    private Company company(UserId user, List<HandleName> handles) {
        Set<UserId> others = new LinkedHashSet<>();
        for (HandleName handle : handles) {
            UserId owner = commands.ask(new FindOwner(handleKeys.of(handle)), Owner.class, user)
                    .user();
            if (owner == null) {
                throw ProblemException.badRequest("Nobody has the handle '" + handle.value() + "'.");
            }
            others.add(owner);
        }
        others.remove(user);
        if (others.isEmpty()) {
            return new Company(List.of(), List.of());
        }
        FindContacts.Contacts found =
                Answers.await(queries.query(new FindContacts(user, others), FindContacts.Contacts.class), DEADLINE);
        others.removeAll(found.away());
        return new Company(
                others.stream().filter(found.contacts()::contains).toList(),
                others.stream()
                        .filter(other -> !found.contacts().contains(other))
                        .toList());
    }
}

package io.parley.command.conversation;

import io.parley.api.Refusal;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.GroupCommand;
import io.parley.api.conversation.GroupCommand.AddMembers;
import io.parley.api.conversation.GroupCommand.AnswerInvitation;
import io.parley.api.conversation.GroupCommand.CreateGroup;
import io.parley.api.conversation.GroupCommand.LeaveGroup;
import io.parley.api.conversation.GroupCommand.PictureGroup;
import io.parley.api.conversation.GroupCommand.RemoveMember;
import io.parley.api.conversation.GroupCommand.RenameGroup;
import io.parley.api.conversation.GroupCommand.SetAdmin;
import io.parley.api.conversation.GroupEvent;
import io.parley.api.conversation.GroupEvent.AdminSet;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.GroupPictured;
import io.parley.api.conversation.GroupEvent.GroupRenamed;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.InvitationDeclined;
import io.parley.api.conversation.GroupEvent.InvitationWithdrawn;
import io.parley.api.conversation.GroupEvent.MemberLeft;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.GroupEvent.MembersInvited;
import io.parley.api.conversation.OperatorCommand.ExpelMember;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may do what to a group, and what comes of it. */
final class GroupRules {
    private final Members members;
    private final GroupLimits limits;
    private final Instant now;

    GroupRules(Members members, GroupLimits limits, Instant now) {
        this.members = members;
        this.limits = limits;
        this.now = now;
    }

    sealed interface Decision {
        /** @param events none where all is as it was asked for already */
        record Happens(List<GroupEvent> events) implements Decision {}

        record Refused(Refusal refusal) implements Decision {}
    }

    Decision decide(GroupCommand command) {
        return switch (command) {
            case CreateGroup create -> create(create);
            case AnswerInvitation answer -> answer(answer);
            case LeaveGroup leave -> leave(leave);
            case RenameGroup rename ->
                byAdmin(
                        rename,
                        () -> happens(new GroupRenamed(rename.conversation(), rename.by(), rename.title(), now)));
            case PictureGroup picture -> byAdmin(picture, () -> picture(picture));
            case AddMembers add -> byAdmin(add, () -> add(add));
            case RemoveMember remove -> byAdmin(remove, () -> remove(remove));
            case SetAdmin set -> byAdmin(set, () -> set(set));
        };
    }

    /** As an operator does, whoever is admin: the last one hands over. */
    Decision expel(ExpelMember expel) {
        if (!members.contains(expel.member())) {
            return nothing();
        }
        MemberRemoved removed =
                new MemberRemoved(expel.conversation(), expel.by(), expel.member(), expel.reason(), now);
        if (!members.isOnlyAdmin(expel.member())) {
            return happens(removed);
        }
        return members.oldestBut(expel.member())
                .map(next -> happens(new AdminSet(expel.conversation(), expel.by(), next, true, now), removed))
                .orElseGet(() -> happens(removed));
    }

    private interface Rule {
        Decision decide();
    }

    private Decision byAdmin(GroupCommand command, Rule rule) {
        if (!members.contains(command.by())) {
            return refused(Refusal.UNKNOWN_CONVERSATION);
        }
        return members.isAdmin(command.by()) ? rule.decide() : refused(Refusal.NOT_ADMIN);
    }

    private Decision create(CreateGroup create) {
        List<UserId> joining = Stream.concat(Stream.of(create.by()), create.members().stream())
                .distinct()
                .toList();
        List<UserId> asked = create.invited().stream()
                .filter(user -> !joining.contains(user))
                .distinct()
                .toList();
        if (joining.size() + asked.size() > limits.members()) {
            return refused(Refusal.GROUP_FULL);
        }
        GroupEvent created = new GroupCreated(create.conversation(), create.by(), create.title(), joining, now);
        return asked.isEmpty()
                ? happens(created)
                : happens(created, new MembersInvited(create.conversation(), create.by(), asked, now));
    }

    private Decision picture(PictureGroup command) {
        return Objects.equals(assetOf(command.picture()), members.picture())
                ? nothing()
                : happens(new GroupPictured(command.conversation(), command.by(), command.picture(), now));
    }

    private static @Nullable AssetId assetOf(@Nullable Attachment picture) {
        return picture == null ? null : picture.asset();
    }

    private Decision add(AddMembers add) {
        List<UserId> joining = outsiders(add.members(), Set.of());
        List<UserId> asked = outsiders(add.invited(), joining);
        if (members.size() + joining.size() + asked.size() > limits.members()) {
            return refused(Refusal.GROUP_FULL);
        }
        List<GroupEvent> events = new ArrayList<>(2);
        if (!joining.isEmpty()) {
            events.add(new MembersAdded(add.conversation(), add.by(), joining, now));
        }
        if (!asked.isEmpty()) {
            events.add(new MembersInvited(add.conversation(), add.by(), asked, now));
        }
        return new Decision.Happens(events);
    }

    private List<UserId> outsiders(Collection<UserId> users, Collection<UserId> others) {
        return new LinkedHashSet<>(users)
                .stream()
                        .filter(user -> !members.contains(user) && !members.isInvited(user) && !others.contains(user))
                        .toList();
    }

    private Decision remove(RemoveMember remove) {
        if (members.isInvited(remove.member())) {
            return happens(new InvitationWithdrawn(remove.conversation(), remove.by(), remove.member(), now));
        }
        if (!members.contains(remove.member())) {
            return nothing();
        }
        if (remove.member().equals(remove.by())) {
            return leave(new LeaveGroup(remove.conversation(), remove.by(), null));
        }
        return happens(new MemberRemoved(remove.conversation(), remove.by(), remove.member(), null, now));
    }

    private Decision set(SetAdmin set) {
        if (!members.contains(set.member())) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        if (members.isAdmin(set.member()) == set.admin()) {
            return nothing();
        }
        if (!set.admin() && members.isOnlyAdmin(set.member())) {
            return refused(Refusal.LAST_ADMIN);
        }
        return happens(new AdminSet(set.conversation(), set.by(), set.member(), set.admin(), now));
    }

    private Decision answer(AnswerInvitation answer) {
        if (members.contains(answer.by())) {
            return answer.accept() ? nothing() : refused(Refusal.UNKNOWN_CONVERSATION);
        }
        if (!members.isInvited(answer.by())) {
            return refused(Refusal.UNKNOWN_CONVERSATION);
        }
        return happens(
                answer.accept()
                        ? new InvitationAccepted(answer.conversation(), answer.by(), now)
                        : new InvitationDeclined(answer.conversation(), answer.by(), now));
    }

    /** The last admin hands over first: a group never stands without one. */
    private Decision leave(LeaveGroup leave) {
        if (!members.contains(leave.by())) {
            return refused(Refusal.UNKNOWN_CONVERSATION);
        }
        MemberLeft left = new MemberLeft(leave.conversation(), leave.by(), now);
        if (!members.isOnlyAdmin(leave.by())) {
            return happens(left);
        }
        if (leave.successor() != null
                && (leave.successor().equals(leave.by()) || !members.contains(leave.successor()))) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        return successor(leave.successor(), leave.by())
                .map(next -> happens(new AdminSet(leave.conversation(), leave.by(), next, true, now), left))
                .orElseGet(() -> happens(left));
    }

    private Optional<UserId> successor(@Nullable UserId chosen, UserId leaving) {
        return chosen == null ? members.oldestBut(leaving) : Optional.of(chosen);
    }

    private static Decision happens(GroupEvent... events) {
        return new Decision.Happens(List.of(events));
    }

    private static Decision nothing() {
        return new Decision.Happens(List.of());
    }

    private static Decision refused(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}

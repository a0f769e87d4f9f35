package io.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
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
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, and who is asked to be: a fold over its events. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Members {
    enum Role {
        MEMBER,
        ADMIN
    }

    /** In the order in which they joined. */
    private final Map<UserId, Role> joined = new LinkedHashMap<>();

    private final Set<UserId> invited = new LinkedHashSet<>();

    private @Nullable AssetId picture;

    boolean contains(UserId user) {
        return joined.containsKey(user);
    }

    boolean isAdmin(UserId user) {
        return joined.get(user) == Role.ADMIN;
    }

    boolean isOnlyAdmin(UserId user) {
        return isAdmin(user)
                && joined.values().stream().filter(Role.ADMIN::equals).count() == 1;
    }

    boolean isInvited(UserId user) {
        return invited.contains(user);
    }

    /** With those who are invited. */
    int size() {
        return joined.size() + invited.size();
    }

    /** Empty if there is nobody else. */
    Optional<UserId> oldestBut(UserId user) {
        return joined.keySet().stream().filter(member -> !member.equals(user)).findFirst();
    }

    /** What the group looks like; null where it has no picture. */
    @Nullable
    AssetId picture() {
        return picture;
    }

    void join(UserId user) {
        joined.put(user, Role.MEMBER);
    }

    void on(GroupEvent event) {
        switch (event) {
            case GroupCreated created -> {
                joinAll(created.members());
                joined.put(created.by(), Role.ADMIN);
            }
            case GroupRenamed renamed -> {}
            case GroupPictured pictured ->
                picture = pictured.picture() == null ? null : pictured.picture().asset();
            case MembersAdded added -> joinAll(added.members());
            case MembersInvited asked -> invited.addAll(asked.members());
            case InvitationAccepted accepted -> {
                invited.remove(accepted.by());
                join(accepted.by());
            }
            case InvitationDeclined declined -> invited.remove(declined.by());
            case InvitationWithdrawn withdrawn -> invited.remove(withdrawn.member());
            case MemberRemoved removed -> joined.remove(removed.member());
            case MemberLeft left -> joined.remove(left.by());
            case AdminSet set -> joined.put(set.member(), set.admin() ? Role.ADMIN : Role.MEMBER);
        }
    }

    private void joinAll(Collection<UserId> users) {
        users.forEach(user -> {
            invited.remove(user);
            join(user);
        });
    }

    /** Axon's fixtures compare an aggregate with one made of its events. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Members that
                && joined.equals(that.joined)
                && invited.equals(that.invited)
                && Objects.equals(picture, that.picture);
    }

    @Override
    public int hashCode() {
        return Objects.hash(joined, invited, picture);
    }
}

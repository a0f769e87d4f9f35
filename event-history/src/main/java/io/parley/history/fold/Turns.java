package io.parley.history.fold;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.MemberLeft;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.id.UserId;
import java.util.List;

/** Who comes to a conversation and who goes, also by blocking the other of two. Whoever comes sees that entry, and whoever goes sees it as the last. */
public final class Turns {
    private Turns() {}

    public static List<UserId> come(ConversationEvent event) {
        return switch (event) {
            case DirectStarted started -> List.of(started.by(), started.with());
            case GroupCreated created -> created.members();
            case MembersAdded added -> added.members();
            case InvitationAccepted accepted -> List.of(accepted.by());
            case PeerUnblocked unblocked -> List.of(unblocked.by());
            default -> List.of();
        };
    }

    public static List<UserId> go(ConversationEvent event) {
        return switch (event) {
            case MemberRemoved removed -> List.of(removed.member());
            case MemberLeft left -> List.of(left.by());
            case PeerBlocked blocked -> List.of(blocked.by());
            default -> List.of();
        };
    }
}

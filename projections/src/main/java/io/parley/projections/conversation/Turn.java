package io.parley.projections.conversation;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.conversation.DirectStarted;
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
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement.Change;
import java.util.List;

/** For whom an event begins or ends a conversation; for nobody where it does neither. */
record Turn(Change change, List<UserId> people) {
    private static final Turn NONE = new Turn(Change.CREATED, List.of());

    /** Whether it is the end of something: whoever goes sees that entry before. */
    boolean isEnd() {
        return change == Change.REMOVED || change == Change.BLOCKED;
    }

    static Turn of(ConversationEvent event) {
        return switch (event) {
            case DirectStarted started -> new Turn(Change.CREATED, List.of(started.by(), started.with()));
            case PeerBlocked blocked -> new Turn(Change.BLOCKED, List.of(blocked.by()));
            case PeerUnblocked unblocked -> new Turn(Change.CREATED, List.of(unblocked.by()));
            case RequestAccepted accepted -> NONE;
            case MessageSent sent -> NONE;
            case MessageChange change -> NONE;
            case RetentionChanged changed -> NONE;
            case GroupEvent group -> of(group);
        };
    }

    private static Turn of(GroupEvent event) {
        return switch (event) {
            case GroupCreated created -> new Turn(Change.CREATED, created.members());
            case MembersAdded added -> new Turn(Change.CREATED, added.members());
            case InvitationAccepted accepted -> new Turn(Change.CREATED, List.of(accepted.by()));
            case MembersInvited invited -> new Turn(Change.INVITED, invited.members());
            case InvitationDeclined declined -> new Turn(Change.REMOVED, List.of(declined.by()));
            case InvitationWithdrawn withdrawn -> new Turn(Change.REMOVED, List.of(withdrawn.member()));
            case MemberRemoved removed -> new Turn(Change.REMOVED, List.of(removed.member()));
            case MemberLeft left -> new Turn(Change.REMOVED, List.of(left.by()));
            case GroupRenamed renamed -> NONE;
            case GroupPictured pictured -> NONE;
            case AdminSet set -> NONE;
        };
    }
}

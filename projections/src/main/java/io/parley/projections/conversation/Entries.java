package io.parley.projections.conversation;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.EntryView;
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
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.UserId;
import io.parley.projections.view.EntryDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an event shows as an entry. */
final class Entries {
    private Entries() {}

    static EntryView of(ConversationEvent event, long seq) {
        return switch (event) {
            case DirectStarted started ->
                EntryView.of(seq, EntryDocument.STARTED, started.by(), null, List.of(), started.time());
            case PeerBlocked blocked -> of(blocked, seq, EntryDocument.BLOCKED);
            case PeerUnblocked unblocked -> of(unblocked, seq, EntryDocument.UNBLOCKED);
            case RequestAccepted accepted -> of(accepted, seq, EntryDocument.AGREED);
            case MessageSent sent -> EntryView.of(sent, seq);
            case MessageEdited edited -> EntryView.of(edited, seq, EntryDocument.EDITED, edited.body());
            case MessageDeleted deleted -> EntryView.of(deleted, seq, EntryDocument.DELETED, deleted.reason());
            case MessageReacted reacted -> EntryView.of(reacted, seq, EntryDocument.REACTED, reacted.reaction());
            case RetentionChanged changed -> EntryView.of(changed, seq);
            case GroupEvent group -> of(group, seq);
        };
    }

    private static EntryView of(DirectEvent event, long seq, String kind) {
        return EntryView.of(seq, kind, event.by(), null, List.of(), event.time());
    }

    private static EntryView of(GroupEvent event, long seq) {
        return switch (event) {
            case GroupCreated created -> entry(seq, "created", event, created.title(), created.members());
            case GroupRenamed renamed -> entry(seq, "renamed", event, renamed.title(), List.of());
            case GroupPictured pictured -> EntryView.of(pictured, seq);
            case MembersAdded added -> entry(seq, "added", event, null, added.members());
            case MembersInvited invited -> entry(seq, "invited", event, null, invited.members());
            case InvitationAccepted accepted -> entry(seq, "accepted", event, null, List.of());
            case InvitationDeclined declined -> entry(seq, "declined", event, null, List.of());
            case InvitationWithdrawn withdrawn -> entry(seq, "withdrawn", event, null, List.of(withdrawn.member()));
            case MemberRemoved removed -> entry(seq, "removed", event, removed.reason(), List.of(removed.member()));
            case MemberLeft left -> entry(seq, "left", event, null, List.of());
            case AdminSet set -> entry(seq, set.admin() ? "promoted" : "demoted", event, null, List.of(set.member()));
        };
    }

    private static EntryView entry(long seq, String kind, GroupEvent event, @Nullable Sealed body, List<UserId> about) {
        return EntryView.of(seq, kind, event.by(), body, about, event.time());
    }
}

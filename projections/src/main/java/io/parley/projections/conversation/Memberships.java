package io.parley.projections.conversation;

import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
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
import io.parley.projections.batch.Change;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.SealedDocument;
import io.parley.projections.view.View;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who comes, goes, is invited, is admin and is mentioned: what one event changes in the views of members, memberships, groups and inboxes. */
final class Memberships {
    private final ConversationEvent event;
    private final ConversationState state;
    private final long seq;
    private final long position;
    private final ViewBatch batch;

    /** @param state just after the event */
    Memberships(ConversationEvent event, ConversationState state, long seq, long position, ViewBatch batch) {
        this.event = event;
        this.state = state;
        this.seq = seq;
        this.position = position;
        this.batch = batch;
    }

    void write() {
        switch (event) {
            case DirectStarted started -> {
                joins(started.by());
                joins(started.with());
            }
            case DirectEvent direct -> write(direct);
            case MessageSent sent ->
                sent.mentions().forEach(member -> membership(member).max("q", seq));
            case MessageChange change -> {}
            case RetentionChanged changed -> {}
            case GroupEvent group -> {
                write(group);
                batch.change(View.GROUPS, event.conversation().value())
                        .max("z", GroupDocument.sizeAt(seq, state.members().size()));
            }
        }
    }

    private void write(DirectEvent direct) {
        switch (direct) {
            case PeerBlocked blocked -> leaves(blocked.by());
            case PeerUnblocked unblocked -> joins(unblocked.by());
            case RequestAccepted accepted -> membership(accepted.by()).max("a", seq);
        }
    }

    private void write(GroupEvent group) {
        switch (group) {
            case GroupCreated created -> {
                title(created.title());
                created.members().forEach(this::joins);
                role(created.by(), true);
            }
            case GroupRenamed renamed -> title(renamed.title());
            case GroupPictured pictured -> picture(pictured.picture());
            case MembersAdded added -> added.members().forEach(this::joins);
            case MembersInvited invited ->
                invited.members().forEach(member -> {
                    batch.change(View.MEMBERS, event.conversation().value()).set("i." + member, true);
                    inInbox(member);
                    membership(member).set("v." + seq, event.time().toEpochMilli());
                });
            case InvitationAccepted accepted -> joins(accepted.by());
            case InvitationDeclined declined -> answered(declined.by());
            case InvitationWithdrawn withdrawn -> answered(withdrawn.member());
            case MemberRemoved removed -> leaves(removed.member());
            case MemberLeft left -> leaves(left.by());
            case AdminSet set -> role(set.member(), set.admin());
        }
    }

    private void joins(UserId member) {
        batch.change(View.MEMBERS, event.conversation().value())
                .set("k", state.kind())
                .set("m." + member, state.numberOf(member));
        inInbox(member);
        answered(member).set("i", state.numberOf(member)).set("j." + seq, stand(member));
    }

    private void leaves(UserId member) {
        membership(member).set("l." + seq, stand(member));
    }

    private void role(UserId member, boolean admin) {
        membership(member).set("r." + seq, admin);
    }

    /** Whoever is in it is not asked any more, whether they were or not. */
    private Change answered(UserId member) {
        return membership(member).set("w." + seq, true);
    }

    private void inInbox(UserId member) {
        batch.change(View.INBOX, member.value()).set("c." + event.conversation(), seq);
    }

    private void title(Sealed title) {
        batch.change(View.GROUPS, event.conversation().value()).set("t." + seq, SealedDocument.of(title));
    }

    private void picture(@Nullable Attachment picture) {
        batch.change(View.GROUPS, event.conversation().value())
                .set("p." + seq, picture == null ? "" : picture.asset().value());
    }

    private Document stand(UserId member) {
        return new MembershipDocument.Stand(
                        seq,
                        state.messages(),
                        state.messagesBy(member),
                        state.lastMessage(),
                        event.time().toEpochMilli())
                .document();
    }

    private Change membership(UserId member) {
        return batch.change(View.MEMBERSHIPS, Keys.membership(event.conversation(), member))
                .max("p", position);
    }
}

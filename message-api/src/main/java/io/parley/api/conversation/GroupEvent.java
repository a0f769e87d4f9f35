package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a group, each an entry that everybody in it sees. */
public sealed interface GroupEvent extends ConversationEvent {
    /** Who did it. */
    UserId by();

    /**
     * Entry 0.
     *
     * @param members everybody who is in it from the start, its first admin {@code by} among them
     */
    @EventName("conversation.GroupCreated")
    record GroupCreated(ConversationId conversation, UserId by, Sealed title, List<UserId> members, Instant time)
            implements GroupEvent {}

    @EventName("conversation.GroupRenamed")
    record GroupRenamed(ConversationId conversation, UserId by, Sealed title, Instant time) implements GroupEvent {}

    /** @param picture what everybody in it sees from now on; null for none */
    @EventName("conversation.GroupPictured")
    record GroupPictured(
            ConversationId conversation,
            UserId by,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Attachment picture,

            Instant time)
            implements GroupEvent {}

    /** They see this entry and what comes after it; none of them was a member just before. */
    @EventName("conversation.MembersAdded")
    record MembersAdded(ConversationId conversation, UserId by, List<UserId> members, Instant time)
            implements GroupEvent {}

    /** They see nothing yet. */
    @EventName("conversation.MembersInvited")
    record MembersInvited(ConversationId conversation, UserId by, List<UserId> members, Instant time)
            implements GroupEvent {}

    /** @param by the invited person, who sees this entry and what comes after it */
    @EventName("conversation.InvitationAccepted")
    record InvitationAccepted(ConversationId conversation, UserId by, Instant time) implements GroupEvent {}

    @EventName("conversation.InvitationDeclined")
    record InvitationDeclined(ConversationId conversation, UserId by, Instant time) implements GroupEvent {}

    @EventName("conversation.InvitationWithdrawn")
    record InvitationWithdrawn(ConversationId conversation, UserId by, UserId member, Instant time)
            implements GroupEvent {}

    /**
     * This entry is the last one that the removed person sees.
     *
     * @param reason null where nobody said
     */
    @EventName("conversation.MemberRemoved")
    record MemberRemoved(
            ConversationId conversation,
            UserId by,
            UserId member,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed reason,

            Instant time)
            implements GroupEvent {}

    /** This entry is the last one that {@code by} sees. */
    @EventName("conversation.MemberLeft")
    record MemberLeft(ConversationId conversation, UserId by, Instant time) implements GroupEvent {}

    @EventName("conversation.AdminSet")
    record AdminSet(ConversationId conversation, UserId by, UserId member, boolean admin, Instant time)
            implements GroupEvent {}
}

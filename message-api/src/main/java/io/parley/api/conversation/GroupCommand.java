package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What somebody wants done to a group; each is answered with {@link ConversationOutcome}. {@code by} comes from the verified token. */
public sealed interface GroupCommand {
    ConversationId conversation();

    UserId by();

    /**
     * Starts a group, whose first admin is {@code by}.
     *
     * @param conversation made by the server, never used before
     * @param members others who join at once
     * @param invited others who are asked first
     */
    record CreateGroup(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            Sealed title,
            List<UserId> members,
            List<UserId> invited)
            implements GroupCommand {}

    record RenameGroup(@TargetAggregateIdentifier ConversationId conversation, UserId by, Sealed title)
            implements GroupCommand {}

    /** @param picture that {@code by} may use; null for none */
    record PictureGroup(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            @Nullable Attachment picture) implements GroupCommand {}

    /**
     * Who is in it already, or was invited already, is passed over.
     *
     * @param members who join at once
     * @param invited who are asked first
     */
    record AddMembers(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            List<UserId> members,
            List<UserId> invited)
            implements GroupCommand {}

    /** Takes a member out, or an invitation back. */
    record RemoveMember(@TargetAggregateIdentifier ConversationId conversation, UserId by, UserId member)
            implements GroupCommand {}

    /** @param successor who becomes admin where the last one leaves; null leaves the choice to the group: its oldest member */
    record LeaveGroup(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId by,
            @Nullable UserId successor) implements GroupCommand {}

    record SetAdmin(@TargetAggregateIdentifier ConversationId conversation, UserId by, UserId member, boolean admin)
            implements GroupCommand {}

    record AnswerInvitation(@TargetAggregateIdentifier ConversationId conversation, UserId by, boolean accept)
            implements GroupCommand {}
}

package io.parley.command.conversation;

import io.parley.api.Refusal;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.SendMessages.Content;
import io.parley.api.conversation.SendMessages.Deletion;
import io.parley.api.conversation.SendMessages.Edit;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Reaction;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a member may say, and who may change what was said. */
final class MessageRules {
    /** Every reaction stands with its message: there is a bound to what a page of them weighs. */
    static final int MOST_REACTING = 4_096;

    private final ConversationId conversation;
    private final Members members;
    private final Peers peers;
    private final Set<Long> deleted;
    private final StoredMessages stored;
    private final int mostUnanswered;

    /**
     * @param deleted seqs of messages that are no more
     * @param mostUnanswered messages that somebody may send who gets no answer
     */
    MessageRules(
            ConversationId conversation,
            Members members,
            Peers peers,
            Set<Long> deleted,
            StoredMessages stored,
            int mostUnanswered) {
        this.mostUnanswered = mostUnanswered;
        this.conversation = conversation;
        this.members = members;
        this.peers = peers;
        this.deleted = deleted;
        this.stored = stored;
    }

    /**
     * Null where the member may.
     *
     * @param head seq of the newest entry
     */
    @Nullable
    Refusal refusal(UserId member, Content content, long head) {
        if (peers.isBlocking(member)) {
            return Refusal.BLOCKED;
        }
        return switch (content) {
            case Message message -> refusal(member, message, head);
            case Edit edit -> ofAuthor(member, edit.target(), head);
            case Deletion deletion ->
                members.isAdmin(member)
                        ? ofAnybody(deletion.target(), head)
                        : ofAuthor(member, deletion.target(), head);
            case Reaction reaction ->
                members.size() > MOST_REACTING ? Refusal.TOO_MANY_MEMBERS : ofAnybody(reaction.target(), head);
        };
    }

    /** Whether there is such a message, and it is not deleted. */
    boolean exists(long seq, long head) {
        return find(seq, head) != null;
    }

    private @Nullable Refusal refusal(UserId member, Message message, long head) {
        if (peers.unanswered(member) >= mostUnanswered) {
            return Refusal.AWAITING_ANSWER;
        }
        if (message.attachments() == null) {
            return Refusal.ATTACHMENT_REFUSED;
        }
        Long replyTo = message.replyTo();
        return replyTo != null && replyTo > head ? Refusal.UNKNOWN_MESSAGE : null;
    }

    private @Nullable Refusal ofAnybody(long target, long head) {
        return find(target, head) == null ? Refusal.UNKNOWN_MESSAGE : null;
    }

    private @Nullable Refusal ofAuthor(UserId member, long target, long head) {
        MessageSent message = find(target, head);
        if (message == null) {
            return Refusal.UNKNOWN_MESSAGE;
        }
        return message.from().equals(member) ? null : Refusal.NOT_AUTHOR;
    }

    private @Nullable MessageSent find(long target, long head) {
        return target > head || deleted.contains(target) ? null : stored.at(conversation, target);
    }
}

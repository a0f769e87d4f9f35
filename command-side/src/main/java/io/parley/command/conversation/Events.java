package io.parley.command.conversation;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.OperatorCommand.WithdrawMessage;
import io.parley.api.conversation.SendMessages;
import io.parley.api.conversation.SendMessages.Outgoing;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What is stored of what was sent, or withdrawn. */
final class Events {
    private Events() {}

    static ConversationEvent of(WithdrawMessage command, Instant now) {
        return new MessageDeleted(
                command.conversation(),
                command.mid(),
                command.by(),
                command.device(),
                command.target(),
                command.reason(),
                now);
    }

    static ConversationEvent of(SendMessages command, Outgoing outgoing, Members members, Instant now) {
        ConversationId conversation = command.conversation();
        UUID mid = outgoing.mid();
        UserId by = command.user();
        DeviceId device = command.device();
        return switch (outgoing.content()) {
            case SendMessages.Message message ->
                new MessageSent(
                        conversation,
                        mid,
                        by,
                        device,
                        message.body(),
                        Objects.requireNonNull(message.attachments()),
                        message.replyTo(),
                        message.mentions().stream().filter(members::contains).toList(),
                        now);
            case SendMessages.Edit edit ->
                new MessageEdited(conversation, mid, by, device, edit.target(), edit.body(), now);
            case SendMessages.Deletion deletion ->
                new MessageDeleted(conversation, mid, by, device, deletion.target(), deletion.reason(), now);
            case SendMessages.Reaction reaction ->
                new MessageReacted(conversation, mid, by, device, reaction.target(), reaction.reaction(), now);
        };
    }
}

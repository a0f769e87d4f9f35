package io.parley.edge.send;

import io.parley.api.Sealed;
import io.parley.api.conversation.SendMessages.Content;
import io.parley.api.conversation.SendMessages.Deletion;
import io.parley.api.conversation.SendMessages.Edit;
import io.parley.api.conversation.SendMessages.Message;
import io.parley.api.conversation.SendMessages.Reaction;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.protocol.ClientFrame.Kind;
import io.parley.protocol.ClientFrame.Send;
import io.parley.sealing.Sealer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person sends, sealed. */
public final class Contents {
    private final Sealer sealer;
    private final Attachments attachments;

    public Contents(Sealer sealer, Attachments attachments) {
        this.sealer = sealer;
        this.attachments = attachments;
    }

    Content of(UserId sender, Send send) {
        ConversationId conversation = new ConversationId(send.conversation());
        Kind kind = send.kind();
        if (kind == null) {
            return new Message(
                    sealer.seal(sender, conversation, send.body()),
                    attachments.of(sender, conversation, send.attachments()).orElse(null),
                    send.replyTo(),
                    mentions(send.mentions()));
        }
        long target = Objects.requireNonNull(send.target());
        return switch (kind) {
            case EDITED -> new Edit(target, sealer.seal(sender, conversation, send.body()));
            case DELETED -> new Deletion(target, unlessEmpty(sender, conversation, send.body()));
            case REACTED -> new Reaction(target, unlessEmpty(sender, conversation, send.body()));
        };
    }

    private @Nullable Sealed unlessEmpty(UserId sender, ConversationId conversation, String body) {
        return body.isEmpty() ? null : sealer.seal(sender, conversation, body);
    }

    private static List<UserId> mentions(@Nullable List<String> users) {
        return users == null
                ? List.of()
                : users.stream().distinct().map(UserId::new).toList();
    }
}

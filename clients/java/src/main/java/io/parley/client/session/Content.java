package io.parley.client.session;

import io.parley.client.http.Granted;
import io.parley.protocol.ClientFrame.Kind;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import io.parley.protocol.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a change to an earlier one.
 *
 * @param kind null for a message
 * @param target seq of the message that is changed; null for a message
 * @param body text; empty for a message only where something is attached, for a deletion without a reason, and to take a reaction back
 * @param attachments of a message, as uploads answered; at most {@link Limits#ATTACHMENTS}
 * @param replyTo seq of the entry that a message answers; null for most
 * @param mentions users whom a message addresses by name; at most {@link Limits#MENTIONS}
 */
public record Content(
        @Nullable Kind kind,
        @Nullable Long target,
        String body,
        List<Granted> attachments,
        @Nullable Long replyTo,
        List<String> mentions) {
    public static Content text(String body) {
        return new Content(null, null, body, List.of(), null, List.of());
    }

    public static Content edit(long target, String body) {
        return change(Kind.EDITED, target, body);
    }

    /** @param reason for others to see; empty for none */
    public static Content deletion(long target, String reason) {
        return change(Kind.DELETED, target, reason);
    }

    /** @param reaction mostly one emoji, in place of the person's one before; empty takes it back */
    public static Content reaction(long target, String reaction) {
        return change(Kind.REACTED, target, reaction);
    }

    private static Content change(Kind kind, long target, String body) {
        return new Content(kind, target, body, List.of(), null, List.of());
    }

    public Content with(List<Granted> attached) {
        return new Content(kind, target, body, List.copyOf(attached), replyTo, mentions);
    }

    public Content replyingTo(long seq) {
        return new Content(kind, target, body, attachments, seq, mentions);
    }

    public Content mentioning(List<String> users) {
        return new Content(kind, target, body, attachments, replyTo, List.copyOf(users));
    }

    /** Why no server would take it; null where one may. */
    @Nullable
    ErrorCode flaw() {
        int bytes = Utf8.length(body);
        if (bytes > (kind == Kind.REACTED ? Limits.REACTION_BYTES : Limits.BODY_BYTES)) return ErrorCode.BODY_TOO_LARGE;
        boolean empty = body.isEmpty() && (kind == Kind.EDITED || (kind == null && attachments.isEmpty()));
        boolean many = attachments.size() > Limits.ATTACHMENTS || mentions.size() > Limits.MENTIONS;
        return bytes < 0 || empty || many ? ErrorCode.BAD_FRAME : null;
    }
}

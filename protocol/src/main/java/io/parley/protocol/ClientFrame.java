package io.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client sends. A frame with an {@code id} (1 to 64 characters) gets exactly one reply, which carries it as {@code re}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.Auth.class, name = "auth"),
    @JsonSubTypes.Type(value = ClientFrame.Sync.class, name = "sync"),
    @JsonSubTypes.Type(value = ClientFrame.History.class, name = "history"),
    @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
    @JsonSubTypes.Type(value = ClientFrame.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = ClientFrame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ClientFrame.Pong.class, name = "pong"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientFrame extends Frame {
    /** A client frame that is answered. */
    sealed interface Request extends ClientFrame {
        String id();
    }

    /**
     * The first frame, within {@link Limits#HELLO_WITHIN_MS} and at most {@link Limits#HELLO_BYTES}; answered with {@code welcome}, or with an
     * {@code error} and a close.
     *
     * @param token an access token
     * @param device when given, must be the token's
     * @param mark from an earlier welcome, synced or ping; lets the server answer a sync at once
     * @param client name and version, for operators, at most 64 characters
     */
    record Hello(
            String id,
            String token,
            @Nullable String device,
            @Nullable String mark,
            String client) implements Request {}

    /** Replaces the token before it expires: same user, device and log-in; answered with {@code ok}. */
    record Auth(String id, String token) implements Request {}

    /**
     * Asks what changed since {@code mark}; answered with {@code synced}.
     *
     * @param mark none asks for everything
     * @param page {@code next} of the previous {@code synced}
     */
    record Sync(String id, @Nullable String mark, @Nullable String page) implements Request {}

    /**
     * A page of entries; answered with {@code messages}. With {@code before}, the newest below it; with {@code after}, the oldest above it;
     * with neither, the newest; never both.
     *
     * @param limit 1 to {@link Limits#HISTORY_PAGE}; {@link Limits#HISTORY_PAGE} where absent
     */
    record History(
            String id,
            String conversation,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Integer limit) implements Request {}

    /**
     * A message, or a change to an earlier one; answered with {@code accepted} or {@code error}. The answer to a resend of the same {@code mid} is
     * the original one.
     *
     * @param mid made by the client, unique per send
     * @param after the mid of this device's previous accepted send in this conversation; one that chains to anything else is refused with
     *     the last accepted
     * @param kind absent for a message
     * @param target of a change: the message's seq; absent for a message
     * @param body text, at most {@link Limits#BODY_BYTES} of UTF-8. Empty for a message only with attachments; the reason of a deletion, empty
     *     for none; a reaction of at most {@link Limits#REACTION_BYTES}, and empty takes it back
     * @param attachments of a message: grants of assets, as the asset service gives them to whoever can read one; at most
     *     {@link Limits#ATTACHMENTS}
     * @param replyTo of a message: the seq of the entry that it answers
     * @param mentions of a message: members whom it addresses by name, at most {@link Limits#MENTIONS}; others are left out
     */
    record Send(
            String id,
            String conversation,
            UUID mid,
            @Nullable UUID after,
            @Nullable Kind kind,
            @Nullable Long target,
            String body,
            @Nullable List<String> attachments,
            @Nullable Long replyTo,
            @Nullable List<String> mentions)
            implements Request {
        /** Nothing but a text. */
        public Send(String id, String conversation, UUID mid, @Nullable UUID after, String body) {
            this(id, conversation, mid, after, null, null, body, null, null, null);
        }
    }

    /** What happens to an earlier message; the words are those of the entries that come of it. */
    enum Kind {
        EDITED,
        DELETED,
        REACTED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Everything up to and including {@code upTo} is on this device. Not answered; reconciled by {@code synced}. */
    record Delivered(String conversation, long upTo) implements ClientFrame {}

    /** Everything up to and including {@code upTo} was seen by the person. Not answered; reconciled by {@code synced}. */
    record Read(String conversation, long upTo) implements ClientFrame {}

    /**
     * The person types; sent again every {@link Limits#TYPING_REFRESH_MS} as long as they do. Not answered; a message ends it too.
     *
     * @param on false where they stopped
     */
    record Typing(String conversation, boolean on) implements ClientFrame {}

    /**
     * Whose presence to push from now on, instead of all before; answered with {@code ok}, then comes the state of each.
     *
     * @param conversations everybody in them; with the people at most {@link Limits#WATCHED}
     */
    record Watch(String id, List<String> people, List<String> conversations) implements Request {}

    /** The answer to {@code ping}. */
    record Pong() implements ClientFrame {}
}

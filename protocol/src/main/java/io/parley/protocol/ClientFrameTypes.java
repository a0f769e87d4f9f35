package io.parley.protocol;

import static io.parley.protocol.ClientField.AFTER;
import static io.parley.protocol.ClientField.ATTACHMENTS;
import static io.parley.protocol.ClientField.BEFORE;
import static io.parley.protocol.ClientField.CLIENT;
import static io.parley.protocol.ClientField.CONVERSATION;
import static io.parley.protocol.ClientField.CONVERSATIONS;
import static io.parley.protocol.ClientField.DEVICE;
import static io.parley.protocol.ClientField.ID;
import static io.parley.protocol.ClientField.KIND;
import static io.parley.protocol.ClientField.LIMIT;
import static io.parley.protocol.ClientField.MARK;
import static io.parley.protocol.ClientField.MENTIONS;
import static io.parley.protocol.ClientField.MID;
import static io.parley.protocol.ClientField.ON;
import static io.parley.protocol.ClientField.PAGE;
import static io.parley.protocol.ClientField.PEOPLE;
import static io.parley.protocol.ClientField.REPLY_TO;
import static io.parley.protocol.ClientField.TARGET;
import static io.parley.protocol.ClientField.TOKEN;
import static io.parley.protocol.ClientField.TYPE;
import static io.parley.protocol.ClientField.UP_TO;

import io.parley.protocol.ClientFrame.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fields each client frame takes, and their bounds. */
final class ClientFrameTypes {
    private static final int TYPE_CHARS = 64;

    private ClientFrameTypes() {}

    static ClientFrame build(ClientFields in) {
        String type = in.text(TYPE, TYPE_CHARS);
        return switch (type) {
            case "hello" -> hello(in);
            case "auth" -> new ClientFrame.Auth(id(in), in.text(TOKEN, Limits.TOKEN_CHARS));
            case "sync" -> new ClientFrame.Sync(id(in), mark(in), in.optionalText(PAGE, Limits.MARK_CHARS));
            case "history" -> history(in);
            case "send" -> send(in);
            case "delivered" -> new ClientFrame.Delivered(conversation(in), in.integer(UP_TO, 0));
            case "read" -> new ClientFrame.Read(conversation(in), in.integer(UP_TO, 0));
            case "typing" -> new ClientFrame.Typing(conversation(in), in.truth(ON));
            case "watch" -> watch(in);
            case "pong" -> new ClientFrame.Pong();
            default ->
                throw new FrameRejected(ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.sentence(), in.usableId());
        };
    }

    private static ClientFrame hello(ClientFields in) {
        return new ClientFrame.Hello(
                id(in),
                in.text(TOKEN, Limits.TOKEN_CHARS),
                in.optionalText(DEVICE, Limits.ID_CHARS),
                mark(in),
                in.text(CLIENT, Limits.CLIENT_CHARS));
    }

    private static ClientFrame history(ClientFields in) {
        Long before = in.optionalInteger(BEFORE, 0, Long.MAX_VALUE);
        Long after = in.optionalInteger(AFTER, -1, Long.MAX_VALUE);
        if (before != null && after != null) throw in.refused(BEFORE, "and 'after' exclude each other");
        Long limit = in.optionalInteger(LIMIT, 1, Limits.HISTORY_PAGE);
        return new ClientFrame.History(
                id(in), conversation(in), before, after, limit == null ? null : Math.toIntExact(limit));
    }

    private static ClientFrame send(ClientFields in) {
        String kind = in.optionalText(KIND, TYPE_CHARS);
        return switch (kind) {
            case null -> message(in);
            case "edited" -> change(in, Kind.EDITED, in.body(Limits.BODY_BYTES, false));
            case "deleted" -> change(in, Kind.DELETED, in.body(Limits.BODY_BYTES, true));
            case "reacted" -> change(in, Kind.REACTED, in.body(Limits.REACTION_BYTES, true));
            default -> throw in.refused(KIND, "must be 'edited', 'deleted' or 'reacted', or absent for a message");
        };
    }

    private static ClientFrame message(ClientFields in) {
        in.requireAbsent(TARGET, "a message happens to nothing; name the kind");
        List<String> attachments = in.optionalTexts(ATTACHMENTS, Limits.ATTACHMENTS, Limits.GRANT_CHARS);
        return new ClientFrame.Send(
                id(in),
                conversation(in),
                in.uuid(MID),
                in.optionalUuid(AFTER),
                null,
                null,
                in.body(Limits.BODY_BYTES, attachments != null),
                attachments,
                in.optionalInteger(REPLY_TO, 0, Long.MAX_VALUE),
                in.optionalTexts(MENTIONS, Limits.MENTIONS, Limits.ID_CHARS));
    }

    private static ClientFrame change(ClientFields in, Kind kind, String body) {
        List.of(ATTACHMENTS, REPLY_TO, MENTIONS).forEach(field -> in.requireAbsent(field, "only a message has them"));
        return new ClientFrame.Send(
                id(in),
                conversation(in),
                in.uuid(MID),
                in.optionalUuid(AFTER),
                kind,
                in.integer(TARGET, 0),
                body,
                null,
                null,
                null);
    }

    private static ClientFrame watch(ClientFields in) {
        List<String> people = in.texts(PEOPLE, Limits.WATCHED, Limits.ID_CHARS);
        return new ClientFrame.Watch(
                id(in), people, in.texts(CONVERSATIONS, Limits.WATCHED - people.size(), Limits.ID_CHARS));
    }

    private static String id(ClientFields in) {
        return in.text(ID, Limits.ID_CHARS);
    }

    private static String conversation(ClientFields in) {
        return in.text(CONVERSATION, Limits.ID_CHARS);
    }

    private static @Nullable String mark(ClientFields in) {
        return in.optionalText(MARK, Limits.MARK_CHARS);
    }
}

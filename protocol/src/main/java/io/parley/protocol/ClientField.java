package io.parley.protocol;

import org.jspecify.annotations.Nullable;

/** Every field that a client frame may have. */
enum ClientField {
    TYPE("t"),
    ID("id"),
    TOKEN("token"),
    DEVICE("device"),
    MARK("mark"),
    CLIENT("client"),
    PAGE("page"),
    CONVERSATION("conversation"),
    BEFORE("before"),
    AFTER("after"),
    LIMIT("limit"),
    MID("mid"),
    BODY("body"),
    ATTACHMENTS("attachments"),
    KIND("kind"),
    TARGET("target"),
    REPLY_TO("replyTo"),
    MENTIONS("mentions"),
    UP_TO("upTo"),
    ON("on"),
    PEOPLE("people"),
    CONVERSATIONS("conversations");

    private final String text;

    ClientField(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Null where no frame has such a field. */
    static @Nullable ClientField named(String name) {
        return switch (name) {
            case "t" -> TYPE;
            case "id" -> ID;
            case "token" -> TOKEN;
            case "device" -> DEVICE;
            case "mark" -> MARK;
            case "client" -> CLIENT;
            case "page" -> PAGE;
            case "conversation" -> CONVERSATION;
            case "before" -> BEFORE;
            case "after" -> AFTER;
            case "limit" -> LIMIT;
            case "mid" -> MID;
            case "body" -> BODY;
            case "attachments" -> ATTACHMENTS;
            case "kind" -> KIND;
            case "target" -> TARGET;
            case "replyTo" -> REPLY_TO;
            case "mentions" -> MENTIONS;
            case "upTo" -> UP_TO;
            case "on" -> ON;
            case "people" -> PEOPLE;
            case "conversations" -> CONVERSATIONS;
            default -> null;
        };
    }
}

package io.parley.protocol;

import java.util.Locale;

/** Every code that an {@code error} frame may carry. Codes are stable: meanings never change, new ones may come. */
public enum ErrorCode {
    BAD_JSON(false, "The frame is not one JSON object."),
    BAD_FRAME(false, "The frame lacks a field, or one has a wrong type or value."),
    UNKNOWN_TYPE(false, "This server does not know this frame type."),
    FRAME_TOO_LARGE(false, "The frame is larger than the limits in welcome allow."),
    BODY_TOO_LARGE(false, "The body is larger than the limits in welcome allow."),
    HELLO_EXPECTED(false, "The first frame must be hello."),
    ALREADY_GREETED(false, "This session was greeted before; use auth to replace the token."),
    TOKEN_INVALID(false, "The access token is not valid here; log in or refresh."),
    TOKEN_EXPIRED(false, "The access token has expired; refresh it and connect again."),
    TOKEN_MISMATCH(false, "The token is another person's, device's or log-in's."),
    DEVICE_REVOKED(false, "This device was logged out; log in again."),
    DEVICE_EXPIRED(false, "This device was silent here for over 90 days; log in again as a new device."),
    UNKNOWN_CONVERSATION(false, "There is no such conversation, or you are not in it."),
    OUT_OF_ORDER(
            false, "'after' is not this device's last accepted message here; chain to lastAccepted and send again."),
    ATTACHMENT_REFUSED(
            false, "An attachment's grant is not valid for you, or over; ask for a new one and send a new message."),
    UNKNOWN_MESSAGE(false, "There is no such message here, or it is deleted."),
    NOT_AUTHOR(false, "Only who wrote a message may change it; an admin of the group may delete it."),
    TOO_MANY_MEMBERS(false, "There are no reactions in groups as large as this one."),
    AWAITING_ANSWER(false, "They do not know you, and have not answered so far; wait until they do."),
    BLOCKED(false, "You blocked this person; unblock them to write to them."),
    TOO_MANY_UNANSWERED(true, "More unanswered messages than the server remembers; wait for answers."),
    RATE_LIMITED(true, "Too many requests from this device, person or address; wait retryAfterMs and send it again."),
    UNAVAILABLE(true, "The server cannot do this right now; nothing was lost, send it again."),
    INTERNAL(true, "Something broke at the server; it has been recorded. Send it again.");

    private final boolean retryable;
    private final String sentence;

    ErrorCode(boolean retryable, String sentence) {
        this.retryable = retryable;
        this.sentence = sentence;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same frame may succeed later, unchanged. */
    public boolean retryable() {
        return retryable;
    }

    /** A sentence that a person can act on. */
    public String sentence() {
        return sentence;
    }
}

package io.parley.api;

import java.util.Locale;

/**
 * Why a command was refused. A refusal is returned, never thrown: an exception evicts the cached aggregate, so a
 * hostile client would buy a reload with every frame.
 */
public enum Refusal {
    UNKNOWN_CONVERSATION(false, "There is no such conversation, or you are not in it."),
    OUT_OF_ORDER(
            false, "'after' is not this device's last accepted message here; chain to the one given and send again."),
    ATTACHMENT_REFUSED(
            false, "An attachment's grant is not valid for you, or over; ask for a new one and send a new message."),
    UNKNOWN_REPORT(false, "There is no such report."),
    UNKNOWN_MESSAGE(false, "There is no such message here, or it is deleted."),
    NOT_AUTHOR(false, "Only who wrote a message may change it; an admin of the group may delete it."),
    TOO_MANY_MEMBERS(false, "There are no reactions in groups as large as this one."),
    AWAITING_ANSWER(false, "They do not know you, and have not answered so far; wait until they do."),
    BLOCKED(false, "You blocked this person; unblock them to write to them."),
    DEVICE_EXPIRED(false, "This device was silent here for over 90 days; log in again as a new device."),
    DEVICE_REVOKED(false, "This device was logged out; log in again."),
    DEVICE_LIMIT(false, "This account already has its 16 devices; log one out first."),
    UNKNOWN_DEVICE(false, "There is no such device on this account; log in without 'device' to add one."),
    HANDLE_TAKEN(false, "This handle is taken; choose another."),
    UNKNOWN_USER(false, "There is no such person."),
    WRONG_CREDENTIALS(false, "Handle or password is wrong."),
    TOKEN_REUSED(false, "This refresh token was used before; for safety this log-in has ended. Log in again."),
    TOKEN_INVALID(false, "This refresh token is not valid; log in again."),
    WITH_ONESELF(false, "A conversation needs somebody else."),
    NOT_A_GROUP(false, "This is the conversation of two people; start a group instead."),
    NOT_DIRECT(false, "This is a group: nobody can be blocked in it; leave it instead."),
    NOT_ADMIN(false, "Only an admin of the group may do that."),
    NOT_A_MEMBER(false, "That person is not in the group."),
    LAST_ADMIN(false, "A group keeps at least one admin; make somebody else admin first."),
    GROUP_FULL(false, "The group would have more members than this server allows."),
    GROUP_EXISTS(true, "There is a group with this id already; try again.");

    private final boolean retryable;
    private final String sentence;

    Refusal(boolean retryable, String sentence) {
        this.retryable = retryable;
        this.sentence = sentence;
    }

    /** The stable public code, as in frames and HTTP problems. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same request may succeed later, unchanged. */
    public boolean retryable() {
        return retryable;
    }

    /** A sentence that a person can act on. */
    public String sentence() {
        return sentence;
    }
}

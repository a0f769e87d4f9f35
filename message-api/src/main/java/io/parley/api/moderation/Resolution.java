package io.parley.api.moderation;

/** What an operator made of a report. */
public enum Resolution {
    /** There is nothing against the message. */
    DISMISSED,
    /** The message was deleted. */
    DELETED,
    /** Its author was taken out of the group, and the message deleted. */
    REMOVED
}

package io.parley.api.account.user;

/**
 * What others may know of a person.
 *
 * @param presence whether the person is there
 * @param lastSeen when they were there last
 * @param readReceipts whether others are told what the person has read; who does not tell is not told either
 */
public record Privacy(Audience presence, Audience lastSeen, boolean readReceipts) {
    public static final Privacy DEFAULT = new Privacy(Audience.CONTACTS, Audience.CONTACTS, true);

    /** Of somebody who is erased. What was read stays as it was told. */
    public Privacy ofNobody() {
        return new Privacy(Audience.NOBODY, Audience.NOBODY, readReceipts);
    }
}

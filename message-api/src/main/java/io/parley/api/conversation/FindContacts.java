package io.parley.api.conversation;

import io.parley.api.id.UserId;
import java.util.Set;

/**
 * Asks which of some people know a person; answered with {@link Contacts}. They do where they have written to the person, or are in
 * a group together. As the views show it: what happened a moment ago may be missing.
 */
public record FindContacts(UserId user, Set<UserId> others) {
    /**
     * @param contacts those of the others that do
     * @param away those who have blocked the person, or are erased: who asks is not told
     */
    public record Contacts(Set<UserId> contacts, Set<UserId> away) {}
}

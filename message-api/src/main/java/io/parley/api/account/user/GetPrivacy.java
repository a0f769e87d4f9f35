package io.parley.api.account.user;

import io.parley.api.id.UserId;

/** Asks the views what others may know of a person; answered with {@link Settings}. */
public record GetPrivacy(UserId user) {
    /** @param version rises with every change; -1 where nothing ever was */
    public record Settings(Privacy privacy, long version) {}
}

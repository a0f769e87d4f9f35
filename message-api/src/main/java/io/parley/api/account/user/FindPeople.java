package io.parley.api.account.user;

import io.parley.api.id.UserId;
import java.util.Set;

/** Asks the views how people are called, for display; answered with {@link People}, which leaves out whom they do not know (yet). */
public record FindPeople(Set<UserId> users) {
    public static final int MAX_USERS = 256;

    public FindPeople {
        if (users.size() > MAX_USERS) {
            throw new IllegalArgumentException("at most " + MAX_USERS + " people, not " + users.size());
        }
    }
}

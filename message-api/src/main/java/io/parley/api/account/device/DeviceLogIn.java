package io.parley.api.account.device;

import io.parley.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What the views know of a device's newest log-in; they may lag the events by moments.
 *
 * @param user null where the views do not know the device (yet)
 * @param sid the newest log-in they know of, 0 where none
 * @param ended whether that log-in has ended
 */
public record DeviceLogIn(@Nullable UserId user, long sid, boolean ended) {
    public static DeviceLogIn unknown() {
        return new DeviceLogIn(null, 0, false);
    }

    /**
     * Whether a verified access token of that log-in is still good, as far as the views know. A newer log-in than theirs
     * is: its token proves that it happened, and they will hear of it.
     */
    public boolean admits(UserId tokenUser, long tokenSid) {
        boolean ofThisUser = user == null || user.equals(tokenUser);
        return ofThisUser && (tokenSid > sid || (tokenSid == sid && !ended));
    }
}

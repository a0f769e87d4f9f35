package io.parley.edge.session;

import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/**
 * Whom a session speaks for, as its token says.
 *
 * @param sid the log-in on that device that the token belongs to
 */
public record Identity(UserId user, DeviceId device, long sid, Instant expires) {
    /** Whether a later token may take this one's place. */
    public boolean sameLogIn(Identity other) {
        return user.equals(other.user()) && device.equals(other.device()) && sid == other.sid();
    }
}

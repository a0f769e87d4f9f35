package io.parley.delivery.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.PresenceEvent;
import io.parley.delivery.Connection;
import java.util.List;
import java.util.Optional;

/**
 * Who is there. It alone decides when somebody comes or goes, and gives each such event to one caller, once: a person comes with the first
 * connection, and goes when none was left for the linger time. Thread-safe.
 */
public interface PresenceDirectory {
    Optional<PresenceEvent> came(Connection connection);

    /** Takes exactly this connection away; the person may still come back before they count as gone. */
    void left(Connection connection);

    /** Who went since the last call. */
    List<PresenceEvent> due();

    boolean isOnline(UserId user);
}

package io.parley.delivery.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.PresenceEvent;
import io.parley.delivery.Connection;
import java.util.List;
import java.util.Optional;

/**
 * Who is there. It alone decides when somebody comes or goes, and gives each such event to one caller: a person comes with the first
 * connection, and goes when none was left for the linger time. An event is given out once, but again where its caller died before it was
 * {@link #recorded}. Thread-safe, except that recording is one thread's.
 */
public interface PresenceDirectory {
    Optional<PresenceEvent> came(Connection connection);

    /** Takes exactly this connection away; the person may still come back before they count as gone. */
    void left(Connection connection);

    /** Who went since the last call, those of a server that died included. To be called at least twice a lease: it says that this one lives. */
    List<PresenceEvent> due();

    /** To be called before the events are stored. */
    void recording(List<PresenceEvent> events);

    /** To be called when the events are stored. */
    void recorded(List<PresenceEvent> events);

    boolean isOnline(UserId user);
}

package io.parley.delivery;

import io.parley.api.id.UserId;
import java.util.Collection;

/** Who is connected where. Thread-safe; a registration is seen by every look-up that starts after it returned. */
public interface Directory {
    void register(Connection connection);

    /** Takes out exactly this connection, never a newer one of the same person. */
    void remove(Connection connection);

    /** The person's open connections, on any edge; empty for nobody. */
    Collection<Connection> connectionsOf(UserId user);
}

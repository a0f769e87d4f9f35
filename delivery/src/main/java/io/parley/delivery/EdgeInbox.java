package io.parley.delivery;

import java.util.Collection;

/** How to reach one edge. */
public interface EdgeInbox {
    /**
     * Queues the announcement to those of the connections that are still open; the others are ignored. Never blocks on a client.
     * Calls for one conversation are made one after the other, in seq order.
     */
    void deliver(Announcement announcement, Collection<Connection> connections);

    /** Announcements were lost: every session of the edge has to ask the views what it missed. Never blocks on a client. */
    void resync();
}

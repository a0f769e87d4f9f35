package io.parley.delivery;

import java.util.List;

/** Where projections leave their announcements, after the views' flush and before the token is stored. */
public interface Announcer {
    /**
     * Hands over a batch, in order. Returns without waiting for any client; thread-safe.
     *
     * @throws NotAnnouncedException where edges cannot be reached
     */
    void announce(List<Announcement> announcements);
}

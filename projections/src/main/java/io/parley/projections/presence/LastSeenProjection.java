package io.parley.projections.presence;

import io.parley.api.presence.CameOnline;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;

/** Who is there, and when everybody was there last. Generations only rise, so that an event that comes again or late changes nothing. */
public final class LastSeenProjection {
    @EventHandler
    void on(CameOnline event, ViewBatch batch) {
        batch.change(View.LAST_SEEN, event.user().value()).max("o", event.generation());
        batch.announce(new Announcement.PresenceChanged(event.user()));
    }

    @EventHandler
    void on(WentOffline event, ViewBatch batch) {
        batch.change(View.LAST_SEEN, event.user().value())
                .max("f", event.generation())
                .max("t", event.lastSeen().toEpochMilli());
        batch.announce(new Announcement.PresenceChanged(event.user()));
    }
}

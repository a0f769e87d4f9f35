package io.parley.projections.presence;

import io.parley.api.MetaDataKeys;
import io.parley.api.Region;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.LastSeenDocument;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Who is there, and when everybody was there last. Generations only rise, so that an event that comes again or late changes nothing. */
public final class LastSeenProjection {
    @EventHandler
    void on(CameOnline event, @MetaDataValue(MetaDataKeys.REGION) @Nullable String region, ViewBatch batch) {
        batch.change(View.LAST_SEEN, event.user().value()).max(LastSeenDocument.came(of(region)), event.generation());
        batch.announce(new Announcement.PresenceChanged(event.user()));
    }

    @EventHandler
    void on(WentOffline event, @MetaDataValue(MetaDataKeys.REGION) @Nullable String region, ViewBatch batch) {
        batch.change(View.LAST_SEEN, event.user().value())
                .max(LastSeenDocument.went(of(region)), event.generation())
                .max(LastSeenDocument.LAST, event.lastSeen().toEpochMilli());
        batch.announce(new Announcement.PresenceChanged(event.user()));
    }

    private static Region of(@Nullable String name) {
        return name == null ? Region.ONLY : new Region(name);
    }
}

package io.parley.projections.settings;

import io.parley.api.settings.SettingsChanged;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.Keys;
import io.parley.projections.view.SettingsDocument;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.TrackingToken;

/** How people keep their conversations. */
public final class SettingsProjection {
    @EventHandler
    void on(SettingsChanged event, @SequenceNumber long version, TrackingToken token, ViewBatch batch) {
        batch.change(View.SETTINGS, Keys.settings(event.conversation(), event.user()))
                .newest(SettingsDocument.FIELD, version, SettingsDocument.of(event.settings()))
                .max("p", token.position().orElseThrow());
        batch.announce(
                new Announcement.SettingsChanged(event.user(), event.conversation(), event.device(), event.settings()));
    }
}

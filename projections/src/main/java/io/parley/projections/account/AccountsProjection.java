package io.parley.projections.account;

import io.parley.api.Sealed;
import io.parley.api.account.device.DeviceRevoked;
import io.parley.api.account.device.LogInEnded;
import io.parley.api.account.device.LogInStarted;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.user.AvatarChanged;
import io.parley.api.account.user.DeviceAdded;
import io.parley.api.account.user.DeviceRemoved;
import io.parley.api.account.user.ErasureCompleted;
import io.parley.api.account.user.NameChanged;
import io.parley.api.account.user.PrivacyChanged;
import io.parley.api.account.user.UserErased;
import io.parley.api.account.user.UserRegistered;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.ErasureDocument;
import io.parley.projections.view.PrivacyDocument;
import io.parley.projections.view.SealedDocument;
import io.parley.projections.view.UserDocument;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.bson.Document;

/**
 * Who is called what, which devices are whose, and which log-ins still are. A processing group of its own: it shares no
 * document with any other.
 */
public final class AccountsProjection {
    @EventHandler
    void on(HandleClaimed event, ViewBatch batch) {
        batch.insert(
                View.HANDLES,
                event.handle().value(),
                new Document("u", event.user().value()));
    }

    @EventHandler
    void on(UserRegistered event, ViewBatch batch) {
        batch.change(View.USERS, event.user().value())
                .set("h", SealedDocument.of(event.readableHandle()))
                .set("n", SealedDocument.of(event.name()))
                .set("t", event.time().toEpochMilli());
    }

    @EventHandler
    void on(NameChanged event, @SequenceNumber long version, ViewBatch batch) {
        batch.change(View.USERS, event.user().value()).newest("m", version, SealedDocument.of(event.name()));
    }

    @EventHandler
    void on(AvatarChanged event, @SequenceNumber long version, ViewBatch batch) {
        Document avatar = event.avatar() == null
                ? new Document()
                : new Document("i", event.avatar().value());
        batch.change(View.USERS, event.user().value()).newest("a", version, avatar);
    }

    @EventHandler
    void on(DeviceAdded event, ViewBatch batch) {
        Document device = new Document("t", event.time().toEpochMilli());
        Sealed name = event.name();
        if (name != null) {
            device.append("n", SealedDocument.of(name));
        }
        batch.change(View.USERS, event.user().value()).set("d." + event.device().value(), device);
    }

    /** Beside the addition instead of over it: whichever is written last, the device stays removed. */
    @EventHandler
    void on(DeviceRemoved event, ViewBatch batch) {
        batch.change(View.USERS, event.user().value())
                .set("r." + event.device().value(), event.time().toEpochMilli());
    }

    /** Who watches the person's presence may see more of it now, or less. */
    @EventHandler
    void on(PrivacyChanged event, @SequenceNumber long version, ViewBatch batch) {
        batch.change(View.USERS, event.user().value()).max("v", PrivacyDocument.at(version, event.privacy()));
        batch.announce(new Announcement.PrivacyChanged(event.user(), event.privacy(), version));
        batch.announce(new Announcement.PresenceChanged(event.user()));
    }

    @EventHandler
    void on(UserErased event, ViewBatch batch) {
        long time = event.time().toEpochMilli();
        batch.change(View.USERS, event.user().value()).set(UserDocument.ERASED, time);
        batch.change(View.ERASURES, event.user().value()).set(ErasureDocument.BEGUN, time);
    }

    @EventHandler
    void on(ErasureCompleted event, ViewBatch batch) {
        batch.change(View.ERASURES, event.user().value())
                .set(ErasureDocument.ENDED, event.time().toEpochMilli());
    }

    @EventHandler
    void on(LogInStarted event, ViewBatch batch) {
        batch.change(View.DEVICES, event.device().value())
                .set("u", event.user().value())
                .max("l", event.sid());
    }

    @EventHandler
    void on(LogInEnded event, ViewBatch batch) {
        batch.change(View.DEVICES, event.device().value()).max("e", event.sid());
        batch.announce(new Announcement.SessionsEnded(event.user(), event.device(), event.sid()));
    }

    @EventHandler
    void on(DeviceRevoked event, ViewBatch batch) {
        batch.change(View.DEVICES, event.device().value())
                .set("u", event.user().value())
                .set("x", event.time().toEpochMilli());
    }
}

package io.parley.projections;

import com.mongodb.client.MongoDatabase;
import io.parley.delivery.Announcement;
import io.parley.delivery.Announcer;
import io.parley.projections.view.Keys;
import io.parley.projections.view.PrivacyDocument;
import io.parley.projections.view.RetentionDocument;
import io.parley.projections.view.View;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.bson.Document;

/** Keeps what it is told, and looks at once whether the views show it. */
final class CheckingAnnouncer implements Announcer {
    private final Supplier<MongoDatabase> views;
    private final List<Announcement> announced = new CopyOnWriteArrayList<>();
    private final List<Announcement> early = new CopyOnWriteArrayList<>();

    CheckingAnnouncer(Supplier<MongoDatabase> views) {
        this.views = views;
    }

    @Override
    public void announce(List<Announcement> announcements) {
        announcements.stream().filter(one -> !isShown(one)).forEach(early::add);
        announced.addAll(announcements);
    }

    private boolean isShown(Announcement announcement) {
        return switch (announcement) {
            case Announcement.EntryAdded entry ->
                find(
                                        View.ENTRIES,
                                        Keys.entry(
                                                entry.conversation(),
                                                entry.entry().seq()))
                                != null
                        && number(find(View.HEADS, entry.conversation().value()), "s")
                                >= entry.entry().seq();
            case Announcement.ReceiptsMoved receipts ->
                receipts.moved().stream()
                        .allMatch(moved ->
                                number(find(View.RECEIPTS, Keys.receipts(receipts.conversation(), moved.member())), "d")
                                        >= moved.delivered());
            case Announcement.ConversationChanged changed ->
                find(View.MEMBERS, changed.conversation().value()) != null
                        && changed.members().stream().allMatch(member -> find(View.INBOX, member.value()) != null);
            case Announcement.PresenceChanged changed ->
                find(View.LAST_SEEN, changed.user().value()) != null
                        || find(View.INBOX, changed.user().value()) != null;
            case Announcement.PrivacyChanged changed ->
                PrivacyDocument.read(find(View.USERS, changed.user().value())).version() >= changed.version();
            case Announcement.SettingsChanged changed ->
                find(View.SETTINGS, Keys.settings(changed.conversation(), changed.user())) != null;
            case Announcement.MessagesExpired expired ->
                RetentionDocument.expired(
                                find(View.HEADS, expired.conversation().value()))
                        >= expired.upTo();
            case Announcement.TypingChanged typing -> throw new AssertionError("no view knows who types");
            case Announcement.SessionsEnded ended ->
                find(View.DEVICES, ended.device().value()) != null;
        };
    }

    private Document find(View view, String id) {
        return views.get()
                .getCollection(view.collection())
                .find(new Document("_id", id))
                .first();
    }

    private static long number(Document document, String field) {
        return document == null ? Long.MIN_VALUE : document.getLong(field);
    }

    List<Announcement> announced() {
        return announced;
    }

    /** What the views did not show yet when it was announced. */
    List<Announcement> early() {
        return early;
    }
}

package io.parley.push;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
import io.parley.delivery.Directory;
import io.parley.projections.view.Keys;
import io.parley.projections.view.ReceiptsDocument;
import io.parley.projections.view.SettingsDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Of whom no device is connected, and which devices they have. */
final class Absent {
    private final Views views;
    private final Directory directory;

    Absent(Views views, Directory directory) {
        this.views = views;
        this.directory = directory;
    }

    /** A device whose log-in has not ended. */
    record Device(UserId user, String id) {}

    boolean isAbsent(UserId user) {
        return directory.connectionsOf(user).isEmpty();
    }

    /**
     * The devices of those who are absent, do not have the message, and want to hear of it.
     *
     * @param mentioned who hears of it in a conversation that they muted, too
     */
    List<Device> toTell(
            Collection<UserId> users, ConversationId conversation, long seq, Set<UserId> mentioned, Instant now) {
        List<UserId> absent = users.stream().filter(this::isAbsent).toList();
        if (absent.isEmpty()) {
            return List.of();
        }
        Map<String, Document> receipts = views.find(
                View.RECEIPTS,
                absent.stream().map(user -> Keys.receipts(conversation, user)).toList());
        Map<String, Document> settings = views.find(
                View.SETTINGS,
                absent.stream().map(user -> Keys.settings(conversation, user)).toList());
        return devices(absent.stream()
                .filter(user -> ReceiptsDocument.delivered(receipts.get(Keys.receipts(conversation, user))) < seq)
                .filter(user ->
                        mentioned.contains(user) || !isMuted(settings.get(Keys.settings(conversation, user)), now))
                .toList());
    }

    private static boolean isMuted(@Nullable Document settings, Instant now) {
        Settings kept = SettingsDocument.read(settings);
        return kept.mutedUntil() != null && kept.mutedUntil().isAfter(now);
    }

    List<Device> devices(Collection<UserId> users) {
        Map<String, Document> known =
                views.find(View.USERS, users.stream().map(UserId::value).toList());
        List<Device> devices = users.stream()
                .flatMap(user -> added(user, known.get(user.value())))
                .toList();
        Map<String, Document> logIns =
                views.find(View.DEVICES, devices.stream().map(Device::id).toList());
        Set<String> live = logIns.entrySet().stream()
                .filter(one -> isLive(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return devices.stream().filter(device -> live.contains(device.id())).toList();
    }

    private static Stream<Device> added(UserId user, @Nullable Document known) {
        if (known == null) {
            return Stream.empty();
        }
        Document removed = known.get("r", new Document());
        return known.get("d", new Document()).keySet().stream()
                .filter(device -> !removed.containsKey(device))
                .map(device -> new Device(user, device));
    }

    private static boolean isLive(Document device) {
        return !device.containsKey("x")
                && Objects.requireNonNullElse(device.getLong("l"), -1L)
                        > Objects.requireNonNullElse(device.getLong("e"), -1L);
    }
}

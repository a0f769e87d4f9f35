package io.parley.history.fold;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of one message. */
public final class MessageLife {
    /** @param event {@link MessageSent} and {@code seq} its number in its conversation */
    public record Found(MessageSent event, long seq, Instant stored) {}

    /**
     * Somebody it was for.
     *
     * @param deliveredAt and {@code readAt}: null where it has not happened
     * @param devices that told of it, where that is known
     */
    public record Recipient(
            UserId user,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable String deliveredDevice,
            @Nullable String readDevice) {}

    /** When somebody was there last; {@code online} at the end. */
    public record Presence(boolean online, Instant since) {}

    private MessageLife() {}

    /**
     * @param id a {@code mid}, or {@code conversation:seq}, which is found without reading everything
     * @throws HistoryException where there is none
     */
    public static Found find(History history, String id) {
        int colon = id.lastIndexOf(':');
        return colon > 0 ? bySeq(history, id, id.substring(0, colon), id.substring(colon + 1)) : byMid(history, id);
    }

    private static Found bySeq(History history, String id, String conversation, String seq) {
        if (!seq.matches("\\d{1,18}")) {
            throw new HistoryException("'" + id + "' is no message; write its mid, or CONVERSATION:SEQ.");
        }
        return history.of(conversation, Long.parseLong(seq), history.head())
                .limit(1)
                .filter(event -> event.payload() instanceof MessageSent)
                .findFirst()
                .map(MessageLife::found)
                .orElseThrow(() -> new HistoryException("Entry '" + id + "' is no message, or there is none."));
    }

    private static Found byMid(History history, String id) {
        UUID mid;
        try {
            mid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new HistoryException("'" + id + "' is no message; write its mid, or CONVERSATION:SEQ.", e);
        }
        return history.between(0, history.head())
                .filter(event -> event.payload() instanceof MessageSent sent
                        && sent.mid().equals(mid))
                .findFirst()
                .map(MessageLife::found)
                .orElseThrow(() -> new HistoryException("There is no message with the mid " + mid + "."));
    }

    private static Found found(Occurrence event) {
        return new Found((MessageSent) event.payload(), event.seq(), event.stored());
    }

    /** Everybody but the author who was in the conversation then, in the order in which they came. */
    public static List<Recipient> recipients(History history, Found message) {
        ConversationId conversation = message.event().conversation();
        Map<UserId, Recipient> recipients = new LinkedHashMap<>();
        history.of(conversation.value(), 0, history.head()).limit(message.seq()).forEach(event -> {
            if (event.payload() instanceof ConversationEvent entry) {
                Turns.come(entry).forEach(user -> recipients.put(user, new Recipient(user, null, null, null, null)));
                Turns.go(entry).forEach(recipients::remove);
            }
        });
        recipients.remove(message.event().from());
        history.of(ReceiptsId.of(conversation).value(), 0, history.head()).forEach(event -> {
            if (event.payload() instanceof ReceiptsAdvanced advanced) {
                advanced.moved()
                        .forEach(moved -> recipients.computeIfPresent(
                                moved.member(),
                                (user, recipient) -> moved(recipient, moved, message.seq(), event, advanced.time())));
            }
        });
        return List.copyOf(recipients.values());
    }

    private static Recipient moved(
            Recipient recipient, ReceiptsAdvanced.Moved moved, long seq, Occurrence event, Instant time) {
        boolean delivered = recipient.deliveredAt() == null && moved.delivered() >= seq;
        boolean read = recipient.readAt() == null && moved.read() >= seq;
        String device = moved.member().value().equals(event.actor()) ? event.device() : null;
        return new Recipient(
                recipient.user(),
                delivered ? time : recipient.deliveredAt(),
                read ? time : recipient.readAt(),
                delivered ? device : recipient.deliveredDevice(),
                read ? device : recipient.readDevice());
    }

    /** Of those who do not have it: whether they have been there since. Reads everything, as presence is in no stream. */
    public static Map<UserId, Presence> presence(History history, List<Recipient> recipients) {
        Set<UserId> missing = recipients.stream()
                .filter(recipient -> recipient.deliveredAt() == null)
                .map(Recipient::user)
                .collect(Collectors.toSet());
        Map<UserId, Set<String>> regions = new HashMap<>();
        Map<UserId, Presence> presence = new HashMap<>();
        if (!missing.isEmpty()) {
            history.between(0, history.head()).forEach(event -> {
                if (event.payload() instanceof PresenceEvent changed && missing.contains(changed.user())) {
                    Set<String> there = regions.computeIfAbsent(changed.user(), any -> new HashSet<>());
                    switch (changed) {
                        case CameOnline _ -> there.add(event.region());
                        case WentOffline _ -> there.remove(event.region());
                    }
                    presence.put(changed.user(), new Presence(!there.isEmpty(), changed.lastSeen()));
                }
            });
        }
        return presence;
    }
}

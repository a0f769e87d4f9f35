package io.parley.torture.truth;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.ReadOnlyEventStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * What the event log says of conversations: the fold that every view must equal.
 *
 * @param head its last position
 */
public record Log(Map<String, Fold> conversations, long head) {
    /** Reads the events above a position, also while the server writes. */
    public static Log read(Path events, long above) {
        Map<String, Fold> conversations = new HashMap<>();
        try (ReadOnlyEventStore store = open(events);
                Stream<TrackedEventMessage<?>> all = store.events(above)) {
            all.forEach(event -> fold(event, conversations));
            return new Log(conversations, store.head());
        }
    }

    /** Compares every event with the store's index, in both directions. */
    public static void verify(Path events) {
        try (ReadOnlyEventStore store = open(events)) {
            store.verify(List.of());
        }
    }

    private static ReadOnlyEventStore open(Path events) {
        return ReadOnlyEventStore.open(events, NamedEventSerializer.create(), NoOpEventUpcaster.INSTANCE);
    }

    private static void fold(TrackedEventMessage<?> event, Map<String, Fold> conversations) {
        switch (event.getPayload()) {
            case ConversationEvent entry
            when event instanceof DomainEventMessage<?> numbered ->
                of(entry.conversation().value(), conversations).entry(numbered.getSequenceNumber(), entry);
            case ReceiptsAdvanced receipts ->
                of(receipts.conversation().value(), conversations).receipts(receipts);
            default -> {}
        }
    }

    private static Fold of(String conversation, Map<String, Fold> conversations) {
        return conversations.computeIfAbsent(conversation, any -> new Fold());
    }

    public @Nullable Fold of(String conversation) {
        return conversations.get(conversation);
    }
}

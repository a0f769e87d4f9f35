package io.parley.history.fold;

import io.parley.api.id.ConversationId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.history.source.History;
import java.util.HashMap;
import java.util.Map;

/** How far everybody got in a conversation. */
public final class Watermarks {
    /** @param delivered and {@code read}: -1 for nothing */
    public record Reached(long delivered, long read) {
        static final Reached NOTHING = new Reached(-1, -1);
    }

    private final Map<UserId, Reached> reached = new HashMap<>();

    static Watermarks of(History history, ConversationId conversation, long upTo) {
        Watermarks watermarks = new Watermarks();
        history.of(ReceiptsId.of(conversation).value(), 0, upTo).forEach(event -> {
            if (event.payload() instanceof ReceiptsAdvanced advanced) {
                advanced.moved().forEach(watermarks::move);
            }
        });
        return watermarks;
    }

    void move(Moved moved) {
        reached.put(moved.member(), new Reached(moved.delivered(), moved.read()));
    }

    public Reached of(UserId member) {
        return reached.getOrDefault(member, Reached.NOTHING);
    }
}

package io.parley.api.receipts;

import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;

/** Only what moved; watermarks never fall. */
@EventName("receipts.ReceiptsAdvanced")
public record ReceiptsAdvanced(ConversationId conversation, List<Moved> moved, Instant time) implements ReceiptsEvent {
    /**
     * @param delivered the member's delivered watermark after this event; never below {@code read}
     * @param read the member's read watermark after this event
     * @param shared whether others may be told of the read watermark
     */
    public record Moved(UserId member, long delivered, long read, boolean shared) {}
}

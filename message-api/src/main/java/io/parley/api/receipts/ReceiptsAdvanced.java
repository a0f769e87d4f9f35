package io.parley.api.receipts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;

/** Only what moved; watermarks never fall. */
@EventName("receipts.ReceiptsAdvanced")
public record ReceiptsAdvanced(ConversationId conversation, List<Moved> moved, Instant time) implements ReceiptsEvent {
    /**
     * A member's watermarks before and after; {@code delivered} is never below {@code read}, -1 is below the first entry.
     *
     * @param shared whether others may be told of the read watermark
     */
    public record Moved(
            UserId member, long deliveredBefore, long delivered, long readBefore, long read, boolean shared) {
        @JsonIgnore
        public boolean deliveredMoved() {
            return delivered > deliveredBefore;
        }

        @JsonIgnore
        public boolean readMoved() {
            return read > readBefore;
        }
    }
}

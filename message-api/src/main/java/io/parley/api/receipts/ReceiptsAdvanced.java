package io.parley.api.receipts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Only what moved; watermarks never fall. */
@EventName("receipts.ReceiptsAdvanced")
public record ReceiptsAdvanced(ConversationId conversation, List<Moved> moved, Instant time) implements ReceiptsEvent {
    /**
     * A member's watermarks before and after; {@code delivered} is never below {@code read}, -1 is below the first entry.
     *
     * @param shared whether others may be told of the read watermark
     * @param unsaidFrom where others are told of the read watermark and were not of the one before: the first seq that was read meanwhile.
     *     From there to {@code readBefore} it stays unsaid whether it was read. Null otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moved(
            UserId member,
            long deliveredBefore,
            long delivered,
            long readBefore,
            long read,
            boolean shared,
            @Nullable Long unsaidFrom) {
        /** Nothing was unsaid before. */
        public Moved(UserId member, long deliveredBefore, long delivered, long readBefore, long read, boolean shared) {
            this(member, deliveredBefore, delivered, readBefore, read, shared, null);
        }

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

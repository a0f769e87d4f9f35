package io.parley.api.receipts;

import io.parley.api.id.ConversationId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Raises watermarks of members, from edges only; entries are clipped to what the member may see before they get here. */
public record AdvanceReceipts(
        @TargetAggregateIdentifier ReceiptsId receipts, ConversationId conversation, List<Watermark> entries) {
    /**
     * @param delivered and {@code read}: the highest seq so far, or {@link #NONE}
     * @param shared whether others may be told of {@code read}; of no meaning where that is {@link #NONE}
     */
    public record Watermark(UserId member, long delivered, long read, boolean shared) {
        /** Both in one; what either kept to itself stays unsaid. */
        public Watermark and(Watermark other) {
            return new Watermark(
                    member,
                    Math.max(delivered, other.delivered),
                    Math.max(read, other.read),
                    (shared || read == NONE) && (other.shared || other.read == NONE));
        }
    }

    /** A watermark below the first entry. */
    public static final long NONE = -1;

    public static AdvanceReceipts in(ConversationId conversation, List<Watermark> entries) {
        return new AdvanceReceipts(ReceiptsId.of(conversation), conversation, entries);
    }
}

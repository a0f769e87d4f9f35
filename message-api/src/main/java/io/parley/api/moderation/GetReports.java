package io.parley.api.moderation;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the reports that nobody resolved, the oldest first; answered with {@link Reports}. For operators.
 *
 * @param only asks for this one alone; null for all
 */
public record GetReports(int limit, @Nullable ReportId only) {
    /** As {@link ReportEvent.MessageReported}. */
    public record Report(
            ReportId id,
            ConversationId conversation,
            long seq,
            UserId author,
            UserId by,
            @Nullable Sealed body,
            @Nullable Sealed reason,
            Instant time) {}

    /** @param open how many there are in all */
    public record Reports(List<Report> reports, int open) {}
}

package io.parley.api.moderation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a report. */
public sealed interface ReportEvent {
    ReportId report();

    UserId by();

    Instant time();

    /**
     * @param body the message as {@code by} saw it, still sealed with its author's key; null where it has no text
     * @param reason sealed with the key of {@code by}; null where nobody gave one
     */
    @EventName("report.MessageReported")
    record MessageReported(
            ReportId report,
            UserId by,
            ConversationId conversation,
            long seq,
            UserId author,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed body,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed reason,

            Instant time)
            implements ReportEvent {}

    /** @param by an operator */
    @EventName("report.ReportResolved")
    record ReportResolved(ReportId report, UserId by, Resolution resolution, Instant time) implements ReportEvent {}
}

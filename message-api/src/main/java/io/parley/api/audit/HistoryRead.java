package io.parley.api.audit;

import io.parley.api.EventName;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked the history something. What they were told is not noted.
 *
 * @param auditor null where it was whoever holds the data folder
 * @param account at the machine of whoever holds the data folder; null for an auditor
 * @param question such as {@code show}
 * @param pseudonymous whether people and texts were hidden from them
 */
@EventName("audit.HistoryRead")
public record HistoryRead(
        UsesId uses,
        @Nullable UserId auditor,
        @Nullable String account,
        String question,
        About about,
        boolean pseudonymous,
        Instant time)
        implements AuditEvent {}

package io.parley.api.audit;

import java.time.Instant;

/** What was done with what is stored, beside the conversations themselves. */
public sealed interface AuditEvent permits HistoryRead {
    Instant time();
}

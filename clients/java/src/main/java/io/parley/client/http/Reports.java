package io.parley.client.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param open how many there are in all */
public record Reports(List<Report> reports, int open) {
    /** @param body the message as {@code by} saw it; null where it has no text */
    public record Report(
            String report,
            String conversation,
            long seq,
            Member author,
            Member by,
            @Nullable String body,
            @Nullable String reason,
            Instant time) {}
}

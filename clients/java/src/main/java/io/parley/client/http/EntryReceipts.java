package io.parley.client.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has an entry, and since when.
 *
 * @param of how many others may see it
 * @param delivered and {@code read}: how many of them it has reached
 * @param next asks for the next page; null on the last
 */
public record EntryReceipts(
        int of,
        int delivered,
        int read,
        List<Of> receipts,
        @Nullable String next) {
    public record Of(
            String user,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}
}

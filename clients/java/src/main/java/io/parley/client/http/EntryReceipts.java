package io.parley.client.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has an entry, and since when. */
public record EntryReceipts(List<Of> receipts) {
    public record Of(
            String user,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}
}

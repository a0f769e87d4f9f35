package io.parley.client.http;

import io.parley.protocol.ServerFrame.Entry;
import java.util.List;

/** What was not yet delivered to the user, on any device. */
public record Pending(List<Of> conversations) {
    public record Of(String conversation, List<Entry> entries, boolean more) {}
}

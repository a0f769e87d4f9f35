package io.parley.client.http;

import io.parley.protocol.ServerFrame.Entry;
import java.util.List;

/**
 * @param entries in ascending seq order
 * @param more further entries exist in the direction asked for
 */
public record HistoryPage(List<Entry> entries, boolean more) {}

package io.parley.bench.server;

import io.parley.bench.load.Server.Stored;
import java.util.List;

/** What the event store counts itself: its promise is that an event is acknowledged after a sync that covers it. */
final class StoreMetrics {
    private static final String EVENTS = "parley_events_total";
    private static final String SYNCS = "parley_events_syncs_total";

    private StoreMetrics() {}

    /** @param metrics in Prometheus' text format */
    static Stored in(List<String> metrics) {
        return new Stored(value(metrics, EVENTS), value(metrics, SYNCS));
    }

    private static long value(List<String> metrics, String name) {
        return metrics.stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The server does not count " + name + ": is its event store another one than its own?"));
    }
}

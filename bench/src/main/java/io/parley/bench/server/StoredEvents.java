package io.parley.bench.server;

import java.util.List;

/** What the event store counts itself: its promise is that an event is acknowledged after a sync that covers it. */
public record StoredEvents(long events, long syncs) {
    private static final String EVENTS = "parley_events_total";
    private static final String SYNCS = "parley_events_syncs_total";

    /** @param metrics in Prometheus' text format */
    static StoredEvents in(List<String> metrics) {
        return new StoredEvents(value(metrics, EVENTS), value(metrics, SYNCS));
    }

    public StoredEvents since(StoredEvents earlier) {
        return new StoredEvents(events - earlier.events, syncs - earlier.syncs);
    }

    public double perSync() {
        return syncs == 0 ? 0 : (double) events / syncs;
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

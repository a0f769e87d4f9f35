package io.parley.server.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.eventstore.RocksEventStorageEngine;

/** What the embedded event store counts itself. */
final class EventStoreMetrics implements MeterBinder {
    private final RocksEventStorageEngine events;

    EventStoreMetrics(RocksEventStorageEngine events) {
        this.events = events;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(
                        "parley.events", events, store -> store.counters().events())
                .description("Events stored since the start")
                .register(registry);
        FunctionCounter.builder(
                        "parley.events.syncs", events, store -> store.counters().walSyncs())
                .description("Syncs of the event store's log to disk since the start")
                .register(registry);
        Gauge.builder("parley.events.head", events, RocksEventStorageEngine::head)
                .description("Position of the newest event")
                .register(registry);
        Gauge.builder("parley.events.queued", events, store -> store.counters().queueDepth())
                .description("Appends that wait for the next sync")
                .register(registry);
    }
}

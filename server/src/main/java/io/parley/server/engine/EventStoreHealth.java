package io.parley.server.engine;

import io.parley.eventstore.RocksEventStorageEngine;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red once the embedded event store cannot write. */
final class EventStoreHealth implements HealthIndicator {
    private final RocksEventStorageEngine events;

    EventStoreHealth(RocksEventStorageEngine events) {
        this.events = events;
    }

    @Override
    public Health health() {
        boolean fenced = events.counters().fenced();
        return (fenced ? Health.down() : Health.up())
                .withDetail("fenced", fenced)
                .withDetail("head", events.head())
                .build();
    }
}

package io.parley.server.engine;

import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.viewstore.EmbeddedMongo;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red once an engine of this process cannot write. */
final class EngineHealth implements HealthIndicator {
    private final RocksEventStorageEngine events;
    private final EmbeddedMongo views;

    EngineHealth(RocksEventStorageEngine events, EmbeddedMongo views) {
        this.events = events;
        this.views = views;
    }

    @Override
    public Health health() {
        boolean fenced = events.counters().fenced();
        Health.Builder health = fenced || views.failure().isPresent() ? Health.down() : Health.up();
        views.failure().ifPresent(failure -> health.withDetail("views", String.valueOf(failure.getMessage())));
        return health.withDetail("eventStoreFenced", fenced)
                .withDetail("head", events.head())
                .build();
    }
}

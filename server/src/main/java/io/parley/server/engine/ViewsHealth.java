package io.parley.server.engine;

import io.parley.viewstore.EmbeddedMongo;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red once the views of this process cannot be written. */
final class ViewsHealth implements HealthIndicator {
    private final EmbeddedMongo views;

    ViewsHealth(EmbeddedMongo views) {
        this.views = views;
    }

    @Override
    public Health health() {
        return views.failure()
                .map(failure -> Health.down().withDetail("reason", String.valueOf(failure.getMessage())))
                .orElseGet(Health::up)
                .build();
    }
}

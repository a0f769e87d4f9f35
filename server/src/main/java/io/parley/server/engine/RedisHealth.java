package io.parley.server.engine;

import io.parley.delivery.redis.Redis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/** Red while the Redis does not answer: what is accepted waits to be delivered. */
final class RedisHealth implements HealthIndicator {
    private final Redis redis;

    RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Health health() {
        try {
            redis.ping();
            return Health.up().build();
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}

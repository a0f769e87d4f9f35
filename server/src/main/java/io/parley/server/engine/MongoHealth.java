package io.parley.server.engine;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while the MongoDB does not answer. */
final class MongoHealth implements HealthIndicator {
    private final MongoClient client;

    MongoHealth(MongoClient client) {
        this.client = client;
    }

    @Override
    public Health health() {
        try {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return Health.up().build();
        } catch (MongoException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}

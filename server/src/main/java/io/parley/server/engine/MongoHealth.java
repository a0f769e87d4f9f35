package io.parley.server.engine;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while one of the MongoDBs does not answer. */
final class MongoHealth implements HealthIndicator {
    private final Set<MongoClient> clients;

    MongoHealth(MongoClient views, MongoClient common) {
        this.clients = new LinkedHashSet<>(List.of(views, common));
    }

    @Override
    public Health health() {
        try {
            clients.forEach(client -> client.getDatabase("admin").runCommand(new Document("ping", 1)));
            return Health.up().build();
        } catch (MongoException e) {
            return Health.down()
                    .withDetail("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}

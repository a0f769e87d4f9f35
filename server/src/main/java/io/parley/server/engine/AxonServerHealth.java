package io.parley.server.engine;

import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while there is no connection to Axon Server. */
final class AxonServerHealth implements HealthIndicator {
    private final AxonServerConnectionManager connections;

    AxonServerHealth(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        Map<String, Boolean> contexts = connections.connections();
        boolean connected = !contexts.isEmpty() && !contexts.containsValue(false);
        return (connected ? Health.up() : Health.down()).withDetails(contexts).build();
    }
}

package io.parley.server.engine;

import io.parley.api.key.SecretText;
import io.parley.delivery.LocalDeliveryConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events, views and deliveries are: each in an engine of its own, or in this process.
 *
 * @param axonServer host:port, null for the embedded event store
 * @param mongodb connection string, null for the embedded MongoDB
 * @param redis URI, null for none
 */
public record Engines(
        @Nullable String axonServer,
        @Nullable String mongodb,
        @Nullable String redis) {
    private static final int COMMAND_THREADS = 64;
    private static final int QUERY_THREADS = 64;

    /** Each may be {@code file:PATH}: what that file holds, so that a secret stands in no command line and no environment. */
    public static Engines of(@Nullable String axonServer, @Nullable String mongodb, @Nullable String redis) {
        return new Engines(SecretText.of(axonServer), SecretText.of(mongodb), SecretText.of(redis));
    }

    /** Whether several processes can share them. */
    public boolean areShared() {
        return axonServer != null && mongodb != null && redis != null;
    }

    public List<Class<?>> configurations() {
        return List.of(
                axonServer == null ? EmbeddedEventsConfiguration.class : AxonServerEventsConfiguration.class,
                mongodb == null ? EmbeddedViewsConfiguration.class : MongoViewsConfiguration.class,
                redis == null ? LocalDeliveryConfiguration.class : SharedRedisConfiguration.class);
    }

    /** As Spring properties. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("axon.axonserver.enabled", axonServer != null);
        if (axonServer != null) {
            properties.put("axon.axonserver.servers", axonServer);
            properties.put("axon.axonserver.component-name", "parley");
            properties.put("axon.axonserver.command-threads", COMMAND_THREADS);
            properties.put("axon.axonserver.query-threads", QUERY_THREADS);
            // A processing group's token has to move on past events that are not its own: marks are as high as the
            // lowest.
            properties.put("axon.axonserver.event-block-listing-enabled", false);
        }
        if (mongodb != null) {
            properties.put("parley.mongodb", mongodb);
        }
        if (redis != null) {
            properties.put("parley.redis.uri", redis);
        }
        return properties;
    }
}

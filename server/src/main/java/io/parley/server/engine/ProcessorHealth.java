package io.parley.server.engine;

import io.parley.projections.token.MongoTokenStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while a processing group does not run, or one of its segments stands still on an event that it cannot handle. */
final class ProcessorHealth implements HealthIndicator {
    /** Segments are claimed a moment after the start. */
    private static final Duration CLAIMED_WITHIN = Duration.ofSeconds(10);

    private final EventProcessingConfiguration processing;
    private final long start = System.nanoTime();

    ProcessorHealth(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        Map<String, String> states = new TreeMap<>();
        boolean sound = true;
        for (Map.Entry<String, EventProcessor> group :
                processing.eventProcessors().entrySet()) {
            boolean runs = runs(group.getValue());
            List<Integer> standing = runs ? standing(group.getKey()) : List.of();
            sound &= runs && standing.isEmpty();
            states.put(
                    group.getKey(),
                    standing.isEmpty() ? runs ? "running" : "stopped" : "segments " + standing + " stand still");
        }
        return (sound ? Health.up() : Health.down()).withDetails(states).build();
    }

    private static boolean runs(EventProcessor processor) {
        return processor.isRunning() && !processor.isError();
    }

    /** A segment that fails is let go of until it is tried again: Axon does not show it as one in error. */
    private List<Integer> standing(String group) {
        return System.nanoTime() - start >= CLAIMED_WITHIN.toNanos()
                        && processing.tokenStore(group) instanceof MongoTokenStore tokens
                ? tokens.unclaimed(group)
                : List.of();
    }
}

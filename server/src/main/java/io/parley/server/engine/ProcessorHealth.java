package io.parley.server.engine;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while a processing group does not run, or a segment stands still on an event that it cannot handle. */
final class ProcessorHealth implements HealthIndicator {
    private final EventProcessingConfiguration processing;

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
            sound &= runs;
            states.put(group.getKey(), runs ? "running" : "stopped");
        }
        return (sound ? Health.up() : Health.down()).withDetails(states).build();
    }

    private static boolean runs(EventProcessor processor) {
        boolean failing = processor instanceof StreamingEventProcessor streaming
                && streaming.processingStatus().values().stream().anyMatch(segment -> segment.isErrorState());
        return processor.isRunning() && !processor.isError() && !failing;
    }
}

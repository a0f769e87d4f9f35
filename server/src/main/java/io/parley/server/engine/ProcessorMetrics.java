package io.parley.server.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.eventstore.RocksEventStorageEngine;
import java.util.function.ToDoubleFunction;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/** How far the processing groups of this process are. */
final class ProcessorMetrics implements MeterBinder {
    private final EventProcessingConfiguration processing;
    private final @Nullable RocksEventStorageEngine events;

    /** @param events null where the events are elsewhere: nothing is asked over a network to be measured */
    ProcessorMetrics(EventProcessingConfiguration processing, @Nullable RocksEventStorageEngine events) {
        this.processing = processing;
        this.events = events;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        processing.eventProcessors().forEach((group, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                gauge("parley.projections.segments", group, streaming, ProcessorMetrics::sound)
                        .description("Segments that this process works on and that do not stand still")
                        .register(registry);
                RocksEventStorageEngine store = events;
                if (store != null) {
                    gauge("parley.projections.lag.events", group, streaming, any -> behind(streaming, store))
                            .description("Events that the slowest segment has still to handle")
                            .register(registry);
                }
            }
        });
    }

    private static Gauge.Builder<StreamingEventProcessor> gauge(
            String name,
            String group,
            StreamingEventProcessor processor,
            ToDoubleFunction<StreamingEventProcessor> value) {
        return Gauge.builder(name, processor, value).tag("group", group);
    }

    private static double sound(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .filter(status -> !status.isErrorState())
                .count();
    }

    private static double behind(StreamingEventProcessor processor, RocksEventStorageEngine store) {
        long head = store.head();
        return processor.processingStatus().values().stream()
                .mapToLong(status -> head - handled(status))
                .filter(behind -> behind > 0)
                .max()
                .orElse(0);
    }

    private static long handled(EventTrackerStatus status) {
        return status.getCurrentPosition().orElse(-1);
    }
}

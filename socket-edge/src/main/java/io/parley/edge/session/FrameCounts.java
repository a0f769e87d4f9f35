package io.parley.edge.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.protocol.Frame;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many frames there were, by their type. Thread-safe. */
public final class FrameCounts {
    private final Map<Class<?>, Count> counts;

    private record Count(String type, LongAdder frames) {}

    /** @param frames the sealed interface of the frames that are counted */
    public FrameCounts(Class<? extends Frame> frames) {
        JsonSubTypes types = Objects.requireNonNull(frames.getAnnotation(JsonSubTypes.class));
        counts = Arrays.stream(types.value())
                .collect(Collectors.toUnmodifiableMap(
                        JsonSubTypes.Type::value, type -> new Count(type.name(), new LongAdder())));
    }

    public void count(Class<? extends Frame> type) {
        Objects.requireNonNull(counts.get(type)).frames().increment();
    }

    /** Registers a counter for every type, also for those of which none came. */
    public void register(MeterRegistry registry, String name, String description) {
        counts.values()
                .forEach(count -> FunctionCounter.builder(name, count.frames(), LongAdder::sum)
                        .tag("type", count.type())
                        .description(description)
                        .register(registry));
    }
}

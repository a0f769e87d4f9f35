package io.parley.edge.send;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.protocol.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What sends were answered, and how fast. Thread-safe. */
public final class SendMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Timer accepted;
    private final LongAdder repeated = new LongAdder();
    private final Map<String, LongAdder> refused = Arrays.stream(ErrorCode.values())
            .collect(Collectors.toUnmodifiableMap(ErrorCode::code, any -> new LongAdder()));

    public SendMetrics(MeterRegistry registry) {
        accepted = Timer.builder("parley.send")
                .serviceLevelObjectives(BUCKETS)
                .description("From a send frame to its accepted")
                .register(registry);
        FunctionCounter.builder("parley.sends.repeated", repeated, LongAdder::sum)
                .description("Sends of a message that was accepted before")
                .register(registry);
        refused.forEach((code, count) -> FunctionCounter.builder("parley.sends.refused", count, LongAdder::sum)
                .tag("code", code)
                .description("Sends answered with an error")
                .register(registry));
    }

    void accepted(long since, boolean again) {
        accepted.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        if (again) {
            repeated.increment();
        }
    }

    void refused(String code) {
        Objects.requireNonNull(refused.get(code)).increment();
    }
}

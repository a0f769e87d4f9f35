package io.parley.assets;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** What was taken in. Thread-safe. */
final class AssetMetrics implements MeterBinder {
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder infected = new LongAdder();

    void stored(long size) {
        files.increment();
        bytes.add(size);
    }

    void infected() {
        infected.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.assets.stored", files, LongAdder::sum)
                .description("Files stored")
                .register(registry);
        FunctionCounter.builder("parley.assets.stored.bytes", bytes, LongAdder::sum)
                .description("Bytes of the files stored")
                .register(registry);
        FunctionCounter.builder("parley.assets.infected", infected, LongAdder::sum)
                .description("Files in which the virus scanner found something")
                .register(registry);
    }
}

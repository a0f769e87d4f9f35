package io.parley.edge.push;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** What the edge was told. Thread-safe. */
public final class PushMetrics implements MeterBinder {
    private final LongAdder announcements = new LongAdder();
    private final LongAdder resyncs = new LongAdder();

    void announced() {
        announcements.increment();
    }

    void resync() {
        resyncs.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.announcements.received", announcements, LongAdder::sum)
                .description("Announcements that the edges of this process were given")
                .register(registry);
        FunctionCounter.builder("parley.resyncs", resyncs, LongAdder::sum)
                .description("Times that all sessions of an edge were told to sync")
                .register(registry);
    }
}

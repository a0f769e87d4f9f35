package io.parley.delivery;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** What is passed on to edges. Thread-safe. */
public final class AnnouncementMetrics implements MeterBinder {
    private final LongAdder sent = new LongAdder();

    /** An announcement counts once for each edge that is told. */
    public void sent(int announcements) {
        sent.add(announcements);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.announcements.sent", sent, LongAdder::sum)
                .description("Announcements passed on to edges")
                .register(registry);
    }
}

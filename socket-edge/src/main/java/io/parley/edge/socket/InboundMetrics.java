package io.parley.edge.socket;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.edge.session.FrameCounts;
import io.parley.protocol.ClientFrame;
import java.util.concurrent.atomic.LongAdder;

/** What clients send. Thread-safe. */
final class InboundMetrics implements MeterBinder {
    private final FrameCounts received = new FrameCounts(ClientFrame.class);
    private final LongAdder rejected = new LongAdder();
    private final LongAdder limited = new LongAdder();

    void received(Class<? extends ClientFrame> type) {
        received.count(type);
    }

    void rejected() {
        rejected.increment();
    }

    void limited() {
        limited.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        received.register(registry, "parley.frames.received", "Frames of clients that could be read");
        FunctionCounter.builder("parley.frames.rejected", rejected, LongAdder::sum)
                .description("Texts of clients that are no frame")
                .register(registry);
        FunctionCounter.builder("parley.requests.limited", limited, LongAdder::sum)
                .tag("limit", "session")
                .description("Requests refused as too many")
                .register(registry);
    }
}

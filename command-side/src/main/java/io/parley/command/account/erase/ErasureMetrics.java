package io.parley.command.account.erase;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Erasures that are begun and not done. Thread-safe. */
final class ErasureMetrics implements MeterBinder {
    private volatile int pending;

    /** As a round found them. */
    void pending(int erasures) {
        pending = erasures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.erasures.pending", this, metrics -> metrics.pending)
                .description("Erasures that the last round found begun and could not finish")
                .register(registry);
    }
}

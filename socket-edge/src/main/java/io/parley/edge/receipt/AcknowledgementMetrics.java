package io.parley.edge.receipt;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What became of acknowledgements. */
public final class AcknowledgementMetrics implements MeterBinder {
    private final Acknowledgements acknowledgements;

    public AcknowledgementMetrics(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.acknowledgements.lost", acknowledgements, Acknowledgements::lost)
                .description("Acknowledgements that could not be recorded")
                .register(registry);
    }
}

package io.parley.server.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.viewstore.EmbeddedMongo;

/** What the views of this process count themselves. */
final class ViewsMetrics implements MeterBinder {
    private final EmbeddedMongo views;

    ViewsMetrics(EmbeddedMongo views) {
        this.views = views;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.views.scans", views, EmbeddedMongo::scans)
                .description("Queries that walked a whole collection, which none should")
                .register(registry);
    }
}

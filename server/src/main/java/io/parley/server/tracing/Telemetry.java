package io.parley.server.tracing;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.parley.api.trace.Traces;
import java.util.Map;
import java.util.Objects;

/** Makes spans and sends them on. Nothing of OpenTelemetry is started where it is off. */
final class Telemetry implements AutoCloseable {
    private static final String SCOPE = "io.parley";

    private final Traces traces;
    private final Runnable end;

    private Telemetry(Traces traces, Runnable end) {
        this.traces = traces;
        this.end = end;
    }

    static Telemetry of(TracingOptions options) {
        return options.endpoint() == null ? new Telemetry(Traces.off(), () -> {}) : sent(options);
    }

    /** Whatever else the exporter can be told, it takes from the environment as OpenTelemetry names it ({@code OTEL_...}). */
    private static Telemetry sent(TracingOptions options) {
        Map<String, String> unlessSaid = Map.of("otel.service.name", "parley");
        Map<String, String> said = Map.of(
                "otel.traces.exporter", "otlp",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.exporter.otlp.traces.protocol", "http/protobuf",
                "otel.exporter.otlp.traces.endpoint",
                        Objects.requireNonNull(options.endpoint()).toString(),
                "otel.traces.sampler", "parentbased_traceidratio",
                "otel.traces.sampler.arg", Double.toString(options.share()));
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> unlessSaid)
                .addPropertiesCustomizer(any -> said)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new Telemetry(Traces.by(sdk.getTracer(SCOPE)), sdk::close);
    }

    Traces traces() {
        return traces;
    }

    /** What it still has is sent; where nobody takes it, this waits some seconds. */
    @Override
    public void close() {
        end.run();
    }
}

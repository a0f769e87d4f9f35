package io.parley.api.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.parley.api.MetaDataKeys;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The spans of what is sampled. Where nothing is, none is made: whoever asks for one is given a span that takes everything and keeps
 * nothing, and there is no context to pass on. Thread-safe.
 */
public final class Traces {
    private static final Traces OFF = new Traces(null);
    private static final TextMapGetter<String> IN_TEXT = new InText();

    private final @Nullable Tracer tracer;

    private Traces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** Nothing is sampled. */
    public static Traces off() {
        return OFF;
    }

    /** @param tracer which also decides what is sampled */
    public static Traces by(Tracer tracer) {
        return new Traces(tracer);
    }

    public boolean areOn() {
        return tracer != null;
    }

    /** The first span of a trace; here it is decided whether it is sampled. */
    public Span first(String name, SpanKind kind) {
        return tracer == null
                ? Span.getInvalid()
                : tracer.spanBuilder(name).setNoParent().setSpanKind(kind).startSpan();
    }

    /** @param context as {@link #contextOf} gave it, maybe in another process; null where that was not sampled */
    public Span after(@Nullable String context, String name, SpanKind kind) {
        return context == null || tracer == null
                ? Span.getInvalid()
                : started(tracer.spanBuilder(name).setSpanKind(kind), read(context));
    }

    /** @param parent of this process; sampled or not */
    public Span within(Span parent, String name, SpanKind kind) {
        return tracer == null || !parent.getSpanContext().isSampled()
                ? Span.getInvalid()
                : started(
                        tracer.spanBuilder(name).setSpanKind(kind),
                        Context.root().with(parent));
    }

    private static Span started(SpanBuilder span, Context parent) {
        return span.setParent(parent).startSpan();
    }

    /** What follows elsewhere is told of the span, as a W3C {@code traceparent}; null where it is not sampled. */
    public static @Nullable String contextOf(Span span) {
        if (!span.getSpanContext().isSampled()) {
            return null;
        }
        String[] written = new String[1];
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), written, (into, key, value) -> {
            if (key.equals(MetaDataKeys.TRACE)) {
                Objects.requireNonNull(into)[0] = value;
            }
        });
        return written[0];
    }

    private static Context read(String context) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), context, IN_TEXT);
    }

    /** Says that it went wrong, and by which kind of failure; what a failure says may hold what nobody should read. */
    public static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute(SpanKeys.ERROR, failure.getClass().getName());
    }

    private static final class InText implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(MetaDataKeys.TRACE);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(MetaDataKeys.TRACE) ? carrier : null;
        }
    }
}

package io.parley.edge.session;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ServerFrame;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What sessions are told, and how many there are. Thread-safe. */
public final class SessionMetrics implements MeterBinder {
    private final Sessions sessions;
    private final FrameCounts sent = new FrameCounts(ServerFrame.class);
    private final Map<CloseCode, LongAdder> closed = new EnumMap<>(CloseCode.class);

    public SessionMetrics(Sessions sessions) {
        this.sessions = sessions;
        for (CloseCode code : CloseCode.values()) {
            closed.put(code, new LongAdder());
        }
    }

    void sent(Class<? extends ServerFrame> type) {
        sent.count(type);
    }

    /** A socket is closed by the server. */
    public void closed(CloseCode code) {
        Objects.requireNonNull(closed.get(code)).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Socket.Transport transport : Socket.Transport.values()) {
            Gauge.builder("parley.sessions", sessions, open -> open.over(transport))
                    .tag("transport", transport.name().toLowerCase(Locale.ROOT))
                    .description("Open sessions that said hello")
                    .register(registry);
        }
        Gauge.builder("parley.pushes.queued", sessions, Sessions::queuedPushes)
                .description("Pushes that wait to be written, of all sessions together")
                .register(registry);
        sent.register(registry, "parley.frames.sent", "Frames queued for sessions");
        closed.forEach((code, count) -> FunctionCounter.builder("parley.sessions.closed", count, LongAdder::sum)
                .tag("code", Integer.toString(code.code()))
                .description("Sockets closed by the server")
                .register(registry));
    }
}

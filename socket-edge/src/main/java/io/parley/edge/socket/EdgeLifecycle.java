package io.parley.edge.socket;

import io.parley.delivery.EdgeInbox;
import io.parley.delivery.Edges;
import io.parley.edge.EdgeOptions;
import io.parley.edge.session.Encoded;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** An edge from its first socket to its last: on leaving it tells its clients, waits a moment, and closes what is left. */
final class EdgeLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLifecycle.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_HEARTBEAT = 4;
    private static final long CHECK_MS = 20;

    private final String name;
    private final EdgeOptions options;
    private final Edges edges;
    private final EdgeInbox inbox;
    private final Sessions sessions;
    private final FrameCodec codec;
    private final Ticks ticks;

    EdgeLifecycle(
            String name,
            EdgeOptions options,
            Edges edges,
            EdgeInbox inbox,
            Sessions sessions,
            FrameCodec codec,
            Heartbeat heartbeat) {
        this.name = name;
        this.options = options;
        this.edges = edges;
        this.inbox = inbox;
        this.sessions = sessions;
        this.codec = codec;
        this.ticks = new Ticks("edge-heartbeat", tick(options), heartbeat);
    }

    private static Duration tick(EdgeOptions options) {
        long part = Objects.requireNonNull(options.heartbeat()).toMillis() / TICKS_PER_HEARTBEAT;
        return Duration.ofMillis(Math.clamp(part, 1, LONGEST_TICK.toMillis()));
    }

    @Override
    public void start() {
        edges.open(name, inbox);
        ticks.start();
    }

    @Override
    public void stop() {
        ticks.stop();
        long drain = Objects.requireNonNull(options.drain()).toMillis();
        Encoded goaway = Encoded.of(new ServerFrame.Goaway(drain), codec);
        int leaving = sessions.all().size();
        sessions.all().forEach(session -> session.push(goaway));
        awaitNobody(drain);
        sessions.all().forEach(session -> session.close(CloseCode.DRAIN));
        awaitNobody(drain);
        edges.close(name);
        LOG.info("The edge has closed; {} sessions were told to reconnect", leaving);
    }

    private void awaitNobody(long withinMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        try {
            while (!sessions.all().isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(CHECK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return ticks.isRunning();
    }

    /** Before the web server stops taking requests, and before the buses and processors stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}

package io.parley.edge.socket;

import io.parley.delivery.EdgeInbox;
import io.parley.delivery.LocalEdges;
import io.parley.edge.EdgeOptions;
import io.parley.edge.session.Sessions;
import io.parley.protocol.CloseCode;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private final LocalEdges edges;
    private final EdgeInbox inbox;
    private final Sessions sessions;
    private final FrameCodec codec;
    private final Heartbeat heartbeat;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("edge-heartbeat").factory());
    private volatile @Nullable Future<?> beating;

    EdgeLifecycle(
            String name,
            EdgeOptions options,
            LocalEdges edges,
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
        this.heartbeat = heartbeat;
    }

    @Override
    public void start() {
        edges.open(name, inbox);
        long tick = Math.min(
                LONGEST_TICK.toMillis(),
                Math.max(1, Objects.requireNonNull(options.heartbeat()).toMillis() / TICKS_PER_HEARTBEAT));
        beating = ticks.scheduleWithFixedDelay(heartbeat, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Objects.requireNonNull(beating).cancel(false);
        beating = null;
        ticks.shutdown();
        long drain = Objects.requireNonNull(options.drain()).toMillis();
        String goaway = codec.encode(new ServerFrame.Goaway(drain));
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
        return beating != null;
    }

    /** Before the web server stops taking requests, and before the buses and processors stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}

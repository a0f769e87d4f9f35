package io.parley.edge.socket;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something every so often, as long as the edge runs. */
final class Ticks implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final String name;
    private final Duration period;
    private final Runnable work;
    private final ScheduledExecutorService ticks;
    private volatile @Nullable Future<?> ticking;

    Ticks(String name, Duration period, Runnable work) {
        this.name = name;
        this.period = period;
        this.work = work;
        this.ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void start() {
        ticking = ticks.scheduleWithFixedDelay(this::tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A tick of {} broke; the next one follows", name, e);
        }
    }

    @Override
    public void stop() {
        Future<?> running = ticking;
        if (running != null) {
            running.cancel(false);
        }
        ticking = null;
        ticks.shutdown();
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }
}

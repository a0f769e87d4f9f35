package io.parley.command.retention;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Sweeps again and again. One that fails is made up for by the next. */
final class Sweeps implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

    private final Sweeper sweeper;
    private final Duration every;
    private @Nullable ScheduledExecutorService thread;

    Sweeps(Sweeper sweeper, Duration every) {
        this.sweeper = sweeper;
        this.every = every;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a sweep fails by itself
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("retention").daemon().factory());
        started.scheduleWithFixedDelay(this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void sweep() {
        try {
            sweeper.sweep();
        } catch (RuntimeException e) {
            LOG.warn("Messages that are over their time were not looked for; that is made up for in {}", every, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}

package io.parley.client.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a session's steps one at a time and in order, so that nothing in it needs a lock. What waits is bounded by what feeds it: one push,
 * the open requests, the timers, and the sends that the outbox has room for.
 */
final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parley-timers").factory());

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final String name;
    private boolean running;

    Lane(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable step) {
        synchronized (this) {
            waiting.add(step);
            if (running) return;
            running = true;
        }
        Thread.ofVirtual().name(name).start(this::run);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a step reports its own failures
    void later(Duration delay, Runnable step) {
        TIMERS.schedule(() -> execute(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (true) {
            Runnable step;
            synchronized (this) {
                step = waiting.poll();
                if (step == null) {
                    running = false;
                    return;
                }
            }
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("A step of session {} failed; the session goes on", name, e);
            }
        }
    }
}

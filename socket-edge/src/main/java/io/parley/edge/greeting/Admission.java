package io.parley.edge.greeting;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Admission control: so many are looked at at once, the others wait their turn, in order. Whoever waits for too long is turned away before
 * anything was spent on them, so that an edge to which everybody comes at once serves as many a second as it can, all of whom are still there.
 * Thread-safe.
 */
public final class Admission implements MeterBinder {
    private final Semaphore turns;
    private final Duration patience;
    private final LongAdder turnedAway = new LongAdder();

    /** @param patience how long one may wait */
    public Admission(int atOnce, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Blocks until it is this one's turn, and for as long as the work takes.
     *
     * @return false where the work was not begun
     */
    boolean inTurn(Runnable work) {
        if (!isAdmitted()) {
            turnedAway.increment();
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            turns.release();
        }
    }

    private boolean isAdmitted() {
        try {
            return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.hellos.waiting", turns, Semaphore::getQueueLength)
                .description("Hellos that wait their turn")
                .register(registry);
        FunctionCounter.builder("parley.hellos.turned.away", turnedAway, LongAdder::sum)
                .description("Hellos that waited for too long, and whose sockets were closed")
                .register(registry);
    }
}

package io.parley.projections;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Of all processing groups together, for finding events and for handling them: what finds something has the thread already that handles it,
 * as a rule, and one that is busy is woken for nobody. No executor by type, since Spring would give one to whatever it schedules.
 */
final class ProjectionThreads implements AutoCloseable {
    private final ScheduledExecutorService executor;

    /** @param threads 0 for half as many as there are processors, at least one */
    ProjectionThreads(int threads) {
        executor = Executors.newScheduledThreadPool(
                threads == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : threads,
                Thread.ofPlatform().name("projections-", 0).daemon().factory());
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    /** At once: the processors have stopped by then, and whatever they had begun is tried again at the next start. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

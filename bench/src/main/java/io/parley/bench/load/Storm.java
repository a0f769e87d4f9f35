package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Everybody comes back at the same moment, as after a restart. Who is turned away comes again, as clients do. */
public final class Storm {
    private static final int ATTEMPTS = 5;
    private static final long ATTEMPT_SECONDS = 10;
    private static final long AGAIN_AFTER_MS = 500;
    private static final double NANOS_PER_MS = 1e6;

    private final int connections;
    private final AtomicInteger again = new AtomicInteger();

    public Storm(int connections) {
        this.connections = connections;
    }

    public List<Figure> run(Arrivals people) throws InterruptedException, ExecutionException, TimeoutException {
        Arrivals arriving = people.reportingTo(new Faults());
        long from = System.nanoTime();
        Crowd crowd = Crowd.open(connections, connections, person -> arrive(arriving, person, ATTEMPTS));
        long to = System.nanoTime();
        crowd.close();
        return List.of(
                new Figure(
                        "storm.all", connections + " at once: until all are in", (to - from) / NANOS_PER_MS, "ms", ""),
                new Figure("storm.again", connections + " at once: turned away, came again", again.get(), "", ""));
    }

    private CompletableFuture<LoadSocket> arrive(Arrivals people, int person, int attempts) {
        CompletableFuture<LoadSocket> attempt =
                people.arrive(person).copy().orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS);
        return attempts == 1
                ? attempt
                : attempt.exceptionallyCompose(turnedAway -> {
                    again.incrementAndGet();
                    return CompletableFuture.runAsync(
                                    () -> {}, CompletableFuture.delayedExecutor(AGAIN_AFTER_MS, TimeUnit.MILLISECONDS))
                            .thenCompose(waited -> arrive(people, person, attempts - 1));
                });
    }
}

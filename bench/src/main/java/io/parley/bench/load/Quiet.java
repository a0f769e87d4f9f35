package io.parley.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits until nothing is under way any more. */
final class Quiet {
    private static final long DEADLINE_SECONDS = 30;
    private static final long CHECK_MS = 20;

    private Quiet() {}

    static void await(List<Pair> pairs, Faults faults) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        for (long left = incomplete(pairs); left > 0; left = incomplete(pairs)) {
            faults.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The run is void: " + left + " messages never completed");
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MS);
        }
        faults.check();
    }

    private static long incomplete(List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.ask(pair::incomplete)).toList().stream()
                .mapToLong(CompletableFuture::join)
                .sum();
    }
}

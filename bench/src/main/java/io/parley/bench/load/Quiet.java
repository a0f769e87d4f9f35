package io.parley.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until nothing is under way any more. */
final class Quiet {
    private static final long DEADLINE_SECONDS = 30;
    private static final long CHECK_MS = 20;

    private Quiet() {}

    static void await(List<Pair> pairs, Faults faults) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (pairs.stream().anyMatch(pair -> pair.incomplete() > 0)) {
            faults.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The run is void: "
                        + pairs.stream().mapToLong(Pair::incomplete).sum() + " messages never completed");
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MS);
        }
    }
}

package io.parley.bench.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers the first thing that went wrong: a figure with a lost, doubled or reordered message is none. */
public final class Faults {
    private final CompletableFuture<Throwable> first = new CompletableFuture<>();

    public void report(Throwable fault) {
        first.complete(fault);
    }

    /** @throws IllegalStateException if anything went wrong so far */
    public void check() {
        if (first.isDone()) {
            throw voided(first.join());
        }
    }

    /**
     * Waits that long, or until something goes wrong.
     *
     * @throws IllegalStateException if anything went wrong
     */
    public void checkFor(Duration length) throws InterruptedException {
        try {
            throw voided(first.get(length.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException nothingWentWrong) {
            return;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static IllegalStateException voided(Throwable fault) {
        return new IllegalStateException("The run is void: " + fault.getMessage(), fault);
    }
}

package io.parley.system;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long these tests wait for what must happen: long, as the machine may be busy. */
final class Deadline {
    static final Duration USUAL = Duration.ofSeconds(30);

    private Deadline() {}

    static ConditionFactory await() {
        return Awaitility.await().atMost(USUAL).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    }

    static <T> T get(CompletableFuture<T> future) {
        return get(future, USUAL);
    }

    static <T> T get(CompletableFuture<T> future, Duration within) {
        try {
            return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("It failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing came within " + within, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

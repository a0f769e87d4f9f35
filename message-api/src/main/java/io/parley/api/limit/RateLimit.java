package io.parley.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.parley.api.problem.ProblemException;
import java.time.Duration;

/**
 * At most so many attempts per key and window, refilled evenly. It remembers a bounded number of keys, the least used
 * of which are forgotten first. Of this process: with several, each allows as many. Thread-safe.
 */
public final class RateLimit {
    private static final int MAX_KEYS = 100_000;

    private final Cache<String, Bucket> buckets;
    private final int attempts;
    private final Duration window;

    public RateLimit(int attempts, Duration window) {
        this.attempts = attempts;
        this.window = window;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Counts an attempt; refused ones do not count.
     *
     * @throws ProblemException {@code rate_limited} with the wait
     */
    public void take(String key) {
        take(key, 1);
    }

    /**
     * Counts that many, or none of them.
     *
     * @param count at most as many as are allowed in a window
     * @throws ProblemException {@code rate_limited} with the wait
     */
    public void take(String key, int count) {
        Duration wait = tryTake(key, count);
        if (wait.isPositive()) {
            throw ProblemException.rateLimited(wait);
        }
    }

    /** Counts an attempt, unless it is refused: then the answer is how long to wait, and zero otherwise. */
    public Duration tryTake(String key) {
        return tryTake(key, 1);
    }

    private Duration tryTake(String key, int count) {
        ConsumptionProbe probe = buckets.get(key, any -> newBucket()).tryConsumeAndReturnRemaining(count);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, window))
                .build();
    }
}

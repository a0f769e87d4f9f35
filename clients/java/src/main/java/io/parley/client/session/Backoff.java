package io.parley.client.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Full jitter: each wait is random between nothing and a bound that doubles, so that clients of a restarted server spread out. */
public final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration base;
    private final Duration cap;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration base, Duration cap, RandomGenerator random) {
        this.base = base;
        this.cap = cap;
        this.random = random;
    }

    public Duration next() {
        long bound = Math.min(cap.toMillis(), base.toMillis() << Math.min(failures++, MOST_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    public void reset() {
        failures = 0;
    }
}

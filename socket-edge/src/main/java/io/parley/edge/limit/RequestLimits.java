package io.parley.edge.limit;

import io.parley.api.limit.RateLimit;
import io.parley.edge.session.Identity;
import java.time.Duration;

/** Counts requests by whoever makes them. Thread-safe. */
public final class RequestLimits {
    private final RateLimit perDevice;
    private final RateLimit perUser;

    public RequestLimits(EdgeLimits limits) {
        perDevice = new RateLimit(limits.requestsPerDevice(), limits.window());
        perUser = new RateLimit(limits.requestsPerUser(), limits.window());
    }

    /** Zero where the request may go on; otherwise how long to wait. */
    public Duration take(Identity who) {
        Duration wait = perDevice.tryTake(who.device().value());
        return wait.isPositive() ? wait : perUser.tryTake(who.user().value());
    }
}

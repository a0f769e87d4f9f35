package io.parley.client.session;

import io.parley.client.http.ParleyProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Asks the source off the lane, because it may block; answers on the lane. */
record AsyncTokens(TokenSource source, Lane lane) {
    private static final Duration SOONEST_RENEWAL = Duration.ofSeconds(1);

    void get(boolean refresh, Consumer<AccessToken> got, Consumer<ParleyProblem> failed) {
        Thread.ofVirtual().name("parley-tokens").start(() -> {
            try {
                AccessToken token = source.token(refresh);
                lane.execute(() -> got.accept(token));
            } catch (ParleyProblem problem) {
                lane.execute(() -> failed.accept(problem));
            }
        });
    }

    /** In time before it expires, but halfway where it lives no longer than twice that. */
    Duration untilRenewal(AccessToken token, Duration before) {
        Duration left = Duration.between(Instant.now(), token.expiresAt());
        Duration wait = left.compareTo(before.multipliedBy(2)) > 0 ? left.minus(before) : left.dividedBy(2);
        return wait.compareTo(SOONEST_RENEWAL) < 0 ? SOONEST_RENEWAL : wait;
    }
}

package io.parley.delivery.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of presence.
 *
 * @param linger how long somebody without a connection still counts as online: a page that is loaded again is no coming and going
 * @param lease how old the trace of a running server may get; a last-seen time after a crash is at most as much too early
 * @param pushes between two pushes of one person's presence
 */
@ConfigurationProperties("parley.presence")
public record PresenceOptions(
        @DefaultValue("10s") Duration linger,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration pushes) {
    public PresenceOptions {
        if (linger.isNegative() || !lease.isPositive() || !pushes.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.presence: lease and pushes must be positive, linger not negative");
        }
    }
}

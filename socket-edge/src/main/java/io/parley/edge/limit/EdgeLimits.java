package io.parley.edge.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one client may ask for; of each edge. Only requests count, that is frames with an {@code id}.
 *
 * @param requestsPerDevice requests of one device within the window before they are refused as {@code rate_limited}
 * @param requestsPerUser requests of one person, on all devices together, within the window
 * @param window after which the full number is there again; it is refilled evenly
 */
@ConfigurationProperties("parley.edge.limits")
public record EdgeLimits(
        @DefaultValue("20000") int requestsPerDevice,
        @DefaultValue("40000") int requestsPerUser,
        @DefaultValue("10s") Duration window) {
    public EdgeLimits {
        positive("requests-per-device", requestsPerDevice);
        positive("requests-per-user", requestsPerUser);
        if (!window.isPositive()) {
            throw new IllegalArgumentException("parley.edge.limits.window must be longer than 0, not " + window);
        }
    }

    private static void positive(String option, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("parley.edge.limits." + option + " must be above 0, not " + value);
        }
    }
}

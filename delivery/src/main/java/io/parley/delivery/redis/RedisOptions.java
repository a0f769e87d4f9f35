package io.parley.delivery.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of the Redis that the edges of a region share; one Redis, not a cluster of them.
 *
 * @param uri of the Redis, such as redis://user:secret@redis:6379; rediss for TLS. Without it everything is kept in this process
 * @param timeout for one command; beyond it the Redis counts as lost for that moment
 * @param lease after which an edge that does not renew it is taken for dead, and whoever was connected there for gone
 * @param stream announcements that may wait for one edge; beyond it the oldest are dropped, and the edge tells its sessions to sync
 */
@ConfigurationProperties("parley.redis")
public record RedisOptions(
        @Nullable String uri,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("100000") long stream) {
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(300);

    public RedisOptions {
        if (uri != null && !isRedis(uri)) {
            throw new IllegalArgumentException("parley.redis.uri must be like redis://host:6379 or rediss://host:6379");
        }
        if (!timeout.isPositive() || lease.compareTo(SHORTEST_LEASE) < 0 || stream < 1) {
            throw new IllegalArgumentException("parley.redis: timeout and stream must be above 0, lease at least "
                    + SHORTEST_LEASE.toMillis() + "ms");
        }
    }

    private static boolean isRedis(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

package io.parley.delivery.redis;

import io.parley.api.id.UserId;
import io.parley.delivery.Connection;
import io.parley.delivery.Directory;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The directory that the edges of a region share. What it cannot tell Redis now, Redis is told when it is back: until then the connection is
 * open, and nothing is pushed to it. Looking up throws while Redis is away.
 */
public final class RedisDirectory implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDirectory.class);
    private static final RedisScript<Long> REGISTER = Redis.number("register");
    private static final RedisScript<Long> REMOVE = Redis.number("remove");

    private final Redis redis;
    private final Incarnations incarnations;

    public RedisDirectory(Redis redis, Incarnations incarnations) {
        this.redis = redis;
        this.incarnations = incarnations;
    }

    @Override
    public void register(Connection connection) {
        LocalEdge edge = incarnations.of(connection);
        edge.registered(connection);
        tell(edge, "register", () -> {
            String incarnation = edge.incarnation();
            tellRegistered(connection, incarnation);
            if (!edge.incarnation().equals(incarnation)) {
                tellRegistered(connection, edge.incarnation());
            }
        });
    }

    /** @throws DataAccessException where Redis does not answer */
    void tellRegistered(Connection connection, String incarnation) {
        redis.run(
                REGISTER,
                List.of(Key.user(connection.user()), Key.connections(incarnation), Key.CONNECTED),
                connection.id(),
                incarnation,
                connection.user());
    }

    @Override
    public void remove(Connection connection) {
        LocalEdge edge = incarnations.of(connection);
        edge.removed(connection);
        tell(edge, "remove", () -> tellRemoved(connection, edge.incarnation()));
    }

    void tellRemoved(Connection connection, String incarnation) {
        redis.run(
                REMOVE,
                List.of(Key.user(connection.user()), Key.connections(incarnation), Key.CONNECTED),
                connection.id(),
                connection.user());
    }

    private static void tell(LocalEdge edge, String what, Runnable step) {
        try {
            step.run();
        } catch (DataAccessException e) {
            if (!edge.isDoubtful()) {
                LOG.warn("Redis cannot {} a connection now; it is told when it is back: {}", what, e.getMessage());
            }
            edge.doubt();
        }
    }

    @Override
    public Collection<Connection> connectionsOf(UserId user) {
        return redis.template().<String, String>opsForHash().entries(Key.user(user)).entrySet().stream()
                .map(one -> new Connection(one.getKey(), user, LocalEdge.nameOf(one.getValue())))
                .toList();
    }
}

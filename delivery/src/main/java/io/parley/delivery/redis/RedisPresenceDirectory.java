package io.parley.delivery.redis;

import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Connection;
import io.parley.delivery.presence.PresenceDirectory;
import io.parley.delivery.presence.PresenceOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Who is there, of all edges of a region. An event that nobody said within the lease to be {@link #recorded} is given out again, so that an
 * edge may die with events that it was given. While Redis is away nobody comes or goes; once it is back it is told who is here.
 */
public final class RedisPresenceDirectory implements PresenceDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPresenceDirectory.class);
    private static final RedisScript<Long> CAME = Redis.number("came");
    private static final RedisScript<Long> LEFT = Redis.number("left");
    private static final RedisScript<Long> TOLD = Redis.number("told");
    private static final RedisScript<List<String>> GONE = Redis.texts("gone");

    private final Redis redis;
    private final Incarnations incarnations;
    private final long lingerMs;
    private final Clock clock;
    private final Queue<PresenceEvent> found = new ConcurrentLinkedQueue<>();

    public RedisPresenceDirectory(Redis redis, Incarnations incarnations, PresenceOptions options, Clock clock) {
        this.redis = redis;
        this.incarnations = incarnations;
        this.lingerMs = options.linger().toMillis();
        this.clock = clock;
    }

    @Override
    public Optional<PresenceEvent> came(Connection connection) {
        LocalEdge edge = incarnations.of(connection);
        edge.came(connection);
        try {
            return tellCame(connection, edge.incarnation());
        } catch (DataAccessException e) {
            edge.doubt();
            return Optional.empty();
        }
    }

    private Optional<PresenceEvent> tellCame(Connection connection, String incarnation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Long generation = redis.run(
                CAME,
                List.of(Key.presence(connection.user()), Key.present(incarnation), Key.GENERATION, Key.LEFT),
                connection.id(),
                incarnation,
                connection.user(),
                now.toEpochMilli(),
                redis.options().lease().toMillis());
        return generation == null || generation == 0
                ? Optional.empty()
                : Optional.of(new CameOnline(connection.user(), generation, now));
    }

    /** Of a connection that Redis may not know; whoever came by it is given out with what is due. */
    void readmit(Connection connection, String incarnation) {
        tellCame(connection, incarnation).ifPresent(found::add);
    }

    @Override
    public void left(Connection connection) {
        LocalEdge edge = incarnations.of(connection);
        edge.left(connection);
        try {
            tellLeft(connection, edge.incarnation());
        } catch (DataAccessException e) {
            edge.doubt();
        }
    }

    void tellLeft(Connection connection, String incarnation) {
        redis.run(
                LEFT,
                List.of(Key.presence(connection.user()), Key.present(incarnation), Key.LEFT),
                connection.id(),
                connection.user(),
                clock.millis());
    }

    @Override
    public List<PresenceEvent> due() {
        List<PresenceEvent> due = new ArrayList<>();
        for (PresenceEvent came = found.poll(); came != null; came = found.poll()) {
            due.add(came);
        }
        try {
            List<String> gone = redis.run(
                    GONE,
                    List.of(Key.LEFT, Key.GIVEN),
                    clock.millis(),
                    lingerMs,
                    redis.options().lease().toMillis(),
                    Key.PRESENCE);
            if (gone != null) {
                gone.forEach(line -> due.add(parse(line)));
            }
        } catch (DataAccessException e) {
            LOG.debug("Who went offline is not known now", e);
        }
        return due;
    }

    private static PresenceEvent parse(String line) {
        String[] parts = line.split(" ", -1);
        return new WentOffline(
                new UserId(parts[0]), Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2])));
    }

    private static String line(WentOffline went) {
        return went.user().value()
                + ' '
                + went.generation()
                + ' '
                + went.lastSeen().toEpochMilli();
    }

    /** Nothing to do: Redis knows who was given which event. */
    @Override
    public void recording(List<PresenceEvent> events) {}

    @Override
    public void recorded(List<PresenceEvent> events) {
        try {
            for (PresenceEvent event : events) {
                switch (event) {
                    case CameOnline came -> redis.run(TOLD, List.of(Key.presence(came.user())), came.generation());
                    case WentOffline went -> redis.template().opsForZSet().remove(Key.GIVEN, line(went));
                }
            }
        } catch (DataAccessException e) {
            LOG.debug("Redis will give out events again that are stored", e);
        }
    }

    /** @throws DataAccessException where Redis does not answer */
    @Override
    public boolean isOnline(UserId user) {
        return redis.template().hasKey(Key.presence(user));
    }
}

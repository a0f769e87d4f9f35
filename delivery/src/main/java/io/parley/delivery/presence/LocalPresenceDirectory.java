package io.parley.delivery.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import io.parley.delivery.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The presence directory of a system that runs in one process: an entry for everybody who is online. */
public final class LocalPresenceDirectory implements PresenceDirectory {
    private final Map<UserId, Present> present = new ConcurrentHashMap<>();
    private final AtomicLong generations = new AtomicLong();
    private final Duration linger;
    private final Clock clock;

    /** @param leftAt when the last connection went; null while there is one */
    private record Present(
            long generation,
            Set<String> connections,
            @Nullable Instant leftAt) {}

    public LocalPresenceDirectory(PresenceOptions options, Clock clock) {
        this.linger = options.linger();
        this.clock = clock;
    }

    @Override
    public Optional<PresenceEvent> came(Connection connection) {
        List<PresenceEvent> came = new ArrayList<>(1);
        present.compute(connection.user(), (user, held) -> {
            if (held != null) {
                Set<String> more = new HashSet<>(held.connections());
                more.add(connection.id());
                return new Present(held.generation(), more, null);
            }
            long generation = nextGeneration();
            came.add(new CameOnline(user, generation, now()));
            return new Present(generation, Set.of(connection.id()), null);
        });
        return came.stream().findFirst();
    }

    /** From the clock, so that those of another start of the server are lower, which nothing here remembers. */
    private long nextGeneration() {
        long now = clock.millis();
        return generations.updateAndGet(last -> Math.max(last + 1, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void left(Connection connection) {
        present.computeIfPresent(connection.user(), (user, held) -> {
            if (!held.connections().contains(connection.id())) {
                return held;
            }
            Set<String> fewer = new HashSet<>(held.connections());
            fewer.remove(connection.id());
            return new Present(held.generation(), fewer, fewer.isEmpty() ? now() : null);
        });
    }

    @Override
    public List<PresenceEvent> due() {
        List<PresenceEvent> went = new ArrayList<>();
        present.keySet()
                .forEach(user -> present.computeIfPresent(user, (any, held) -> {
                    Instant leftAt = held.leftAt();
                    if (leftAt == null || leftAt.plus(linger).isAfter(clock.instant())) {
                        return held;
                    }
                    went.add(new WentOffline(user, held.generation(), leftAt));
                    return null;
                }));
        return went;
    }

    /** Nothing outlives this process. */
    @Override
    public void recording(List<PresenceEvent> events) {}

    @Override
    public void recorded(List<PresenceEvent> events) {}

    @Override
    public boolean isOnline(UserId user) {
        return present.containsKey(user);
    }
}

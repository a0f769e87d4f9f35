package io.parley.delivery;

import io.parley.api.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The directory of a system that runs in one process. */
public final class LocalDirectory implements Directory {
    private final Map<UserId, List<Connection>> connections = new ConcurrentHashMap<>();

    @Override
    public void register(Connection connection) {
        connections.merge(
                connection.user(),
                List.of(connection),
                (held, added) ->
                        Stream.concat(held.stream(), added.stream()).distinct().toList());
    }

    @Override
    public void remove(Connection connection) {
        connections.computeIfPresent(connection.user(), (user, held) -> {
            List<Connection> left =
                    held.stream().filter(one -> !one.equals(connection)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    @Override
    public Collection<Connection> connectionsOf(UserId user) {
        return connections.getOrDefault(user, List.of());
    }
}

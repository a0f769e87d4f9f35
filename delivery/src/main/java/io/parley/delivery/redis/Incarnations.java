package io.parley.delivery.redis;

import io.parley.delivery.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The edges of this process as Redis knows them. Thread-safe. */
public final class Incarnations {
    private final Map<String, LocalEdge> edges = new ConcurrentHashMap<>();

    LocalEdge of(String edge) {
        return edges.computeIfAbsent(edge, LocalEdge::new);
    }

    LocalEdge of(Connection connection) {
        return of(connection.edge());
    }

    void forget(String edge) {
        edges.remove(edge);
    }
}

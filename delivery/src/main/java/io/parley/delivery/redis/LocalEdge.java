package io.parley.delivery.redis;

import io.parley.delivery.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process knows of an edge of its own, so that a Redis that lost it can be told again. The edge's incarnation in Redis is its
 * name and a number, which rises whenever Redis may not know all of it. Thread-safe.
 */
final class LocalEdge {
    private static final char NUMBERED = '~';

    private final String name;
    private final Map<String, Connection> registered = new ConcurrentHashMap<>();
    private final Map<String, Connection> present = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean doubtful;

    LocalEdge(String name) {
        this.name = name;
    }

    /** The edge of an incarnation. */
    static String nameOf(String incarnation) {
        return incarnation.substring(0, incarnation.lastIndexOf(NUMBERED));
    }

    String incarnation() {
        return name + NUMBERED + number.get();
    }

    /** Something could not be told to Redis, or Redis lost it: the next incarnation will have it. */
    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** What is registered from now on is registered for the new incarnation. */
    void reincarnate() {
        doubtful = false;
        number.incrementAndGet();
    }

    void registered(Connection connection) {
        registered.put(connection.id(), connection);
    }

    void removed(Connection connection) {
        registered.remove(connection.id());
    }

    void came(Connection connection) {
        present.put(connection.id(), connection);
    }

    void left(Connection connection) {
        present.remove(connection.id());
    }

    Collection<Connection> registered() {
        return List.copyOf(registered.values());
    }

    Collection<Connection> present() {
        return List.copyOf(present.values());
    }

    boolean isRegistered(Connection connection) {
        return registered.containsKey(connection.id());
    }

    boolean isPresent(Connection connection) {
        return present.containsKey(connection.id());
    }
}

package io.parley.delivery.redis;

import io.parley.delivery.EdgeInbox;
import io.parley.delivery.Edges;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** This process's edges among all that share a Redis: each with a lease, and a stream of what it is told. */
public final class RedisEdges implements Edges {
    private final Redis redis;
    private final Incarnations incarnations;
    private final RedisDirectory directory;
    private final RedisPresenceDirectory presences;
    private final Map<String, EdgeLine> lines = new ConcurrentHashMap<>();

    public RedisEdges(
            Redis redis, Incarnations incarnations, RedisDirectory directory, RedisPresenceDirectory presences) {
        this.redis = redis;
        this.incarnations = incarnations;
        this.directory = directory;
        this.presences = presences;
    }

    @Override
    public void open(String edge, EdgeInbox inbox) {
        EdgeLine line = new EdgeLine(redis, incarnations.of(edge), directory, presences, edge, inbox);
        if (lines.putIfAbsent(edge, line) != null) {
            throw new IllegalStateException("edge " + edge + " is open already");
        }
        line.start();
    }

    @Override
    public boolean settle(String edge) {
        EdgeLine line = lines.get(edge);
        return line != null && line.settle();
    }

    @Override
    public void close(String edge) {
        EdgeLine line = lines.remove(edge);
        if (line != null) {
            line.stop();
            incarnations.forget(edge);
        }
    }
}

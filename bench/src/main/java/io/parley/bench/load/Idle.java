package io.parley.bench.load;

import io.parley.bench.load.Server.Memory;
import io.parley.bench.report.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What a connection holds that is logged in and does nothing. A process seldom gives memory back: only the first time tells. */
public final class Idle {
    /** Opened and closed before anything is measured: the first ones load classes. */
    private static final int FIRST = 50;

    private static final int AT_ONCE = 50;
    private static final double KIB = 1024;

    private final int connections;

    public Idle(int connections) {
        this.connections = connections;
    }

    public List<Figure> run(Arrivals people, Server server, Faults faults)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Crowd.open(Math.min(FIRST, connections), AT_ONCE, people::arrive).close();
        Memory before = server.memory();
        Crowd crowd = Crowd.open(connections, AT_ONCE, people::arrive);
        Memory after = server.memory();
        faults.check();
        crowd.close();
        return figures(before, after);
    }

    private List<Figure> figures(Memory before, Memory after) {
        List<Figure> figures = new ArrayList<>();
        if (before.heap().isPresent() && after.heap().isPresent()) {
            figures.add(new Figure(
                    "idle.heap",
                    connections + " idle: live heap a connection",
                    each(after.heap().getAsLong() - before.heap().getAsLong()),
                    "KiB",
                    "<= 30"));
        }
        figures.add(new Figure(
                "idle.rss",
                connections + " idle: RSS a connection",
                each(after.resident() - before.resident()),
                "KiB",
                "<= 30"));
        return figures;
    }

    private double each(long bytes) {
        return bytes / KIB / connections;
    }
}

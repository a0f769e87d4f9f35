package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Everybody comes back at the same moment, as after a restart. */
public final class Storm {
    private static final double NANOS_PER_MS = 1e6;

    private final int connections;

    public Storm(int connections) {
        this.connections = connections;
    }

    public List<Figure> run(Arrivals people, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        long from = System.nanoTime();
        Crowd crowd = Crowd.open(connections, connections, people::arrive);
        long to = System.nanoTime();
        faults.check();
        crowd.close();
        return List.of(new Figure(
                "storm.all", connections + " at once: until all are in", (to - from) / NANOS_PER_MS, "ms", ""));
    }
}

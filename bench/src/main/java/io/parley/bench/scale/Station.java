package io.parley.bench.scale;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.DoubleSupplier;

/** Some equal servers with one queue before them: who comes first is served first. */
final class Station {
    private final Simulation simulation;
    private final int servers;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int busy;
    private double remainder;
    private double worked;
    private long arrived;
    private long served;
    private int longestQueue;

    private record Job(DoubleSupplier micros, Runnable done) {}

    Station(Simulation simulation, int servers) {
        this.simulation = simulation;
        this.servers = Math.max(1, servers);
    }

    void serve(double micros, Runnable done) {
        serve(() -> micros, done);
    }

    /** @param micros that it takes, asked for when its turn has come */
    void serve(DoubleSupplier micros, Runnable done) {
        arrived++;
        waiting.add(new Job(micros, done));
        longestQueue = Math.max(longestQueue, waiting.size());
        next();
    }

    private void next() {
        while (busy < servers && !waiting.isEmpty()) {
            Job job = waiting.remove();
            busy++;
            double micros = job.micros().getAsDouble();
            worked += micros;
            simulation.after(whole(micros), () -> {
                busy--;
                served++;
                job.done().run();
                next();
            });
        }
    }

    /** What is cut off is added to the next. */
    private long whole(double micros) {
        double wanted = micros + remainder;
        long whole = (long) wanted;
        remainder = wanted - whole;
        return whole;
    }

    int queued() {
        return waiting.size();
    }

    long arrived() {
        return arrived;
    }

    long served() {
        return served;
    }

    int longestQueue() {
        return longestQueue;
    }

    /** Of all its servers together. */
    double worked() {
        return worked;
    }

    double utilisation() {
        return simulation.now() == 0 ? 0 : worked / servers / simulation.now();
    }
}

package io.parley.bench.load;

import io.parley.bench.load.Server.Stored;
import io.parley.bench.report.Figure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what completes between two moments, and what it cost. */
final class Window {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double THOUSAND = 1_000;

    private final LongAdder completed = new LongAdder();

    /** @param serverCpu and {@code generatorCpu}: seconds */
    record Result(double seconds, long completed, double serverCpu, double generatorCpu, Optional<Stored> stored) {
        double perSecond() {
            return completed / seconds;
        }

        /** @param cpuGoal of the server, as text */
        List<Figure> costs(String name, String meaning, String cpuGoal) {
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure(
                    name + ".cpu", meaning + ": server CPU per 1,000", serverCpu / completed * THOUSAND, "s", cpuGoal));
            figures.add(new Figure(
                    name + ".generator",
                    meaning + ": generator CPU per 1,000",
                    generatorCpu / completed * THOUSAND,
                    "s",
                    ""));
            stored.ifPresent(counted -> {
                figures.add(new Figure(
                        name + ".written",
                        meaning + ": written a message",
                        (double) counted.written() / completed,
                        "",
                        ""));
                figures.add(
                        new Figure(name + ".synced", meaning + ": written to a disk sync", counted.perSync(), "", ""));
            });
            return figures;
        }
    }

    void completed() {
        completed.increment();
    }

    /** Waits for that long and tells what happened meanwhile. */
    Result measure(Server server, Duration length, Faults faults) throws InterruptedException, IOException {
        Optional<Stored> storedBefore = server.stored();
        long countBefore = completed.sum();
        Duration serverBefore = server.cpu();
        Duration generatorBefore = ownCpu();
        long from = System.nanoTime();
        faults.checkFor(length);
        double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
        long count = completed.sum() - countBefore;
        double serverCpu = seconds(server.cpu().minus(serverBefore));
        double generatorCpu = seconds(ownCpu().minus(generatorBefore));
        Optional<Stored> stored = server.stored().flatMap(now -> storedBefore.map(now::since));
        if (count > 0 && stored.isPresent() && stored.get().syncs() == 0) {
            throw new IllegalStateException(
                    "The run is void: messages were accepted, but the server's store synced nothing to disk");
        }
        return new Result(seconds, count, serverCpu, generatorCpu, stored);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private static Duration ownCpu() {
        return Duration.ofNanos(
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime());
    }
}

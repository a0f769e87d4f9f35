package io.parley.bench.load;

import io.parley.bench.server.ServerProcess;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what completes between two moments, and what it cost. */
final class Window {
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongAdder completed = new LongAdder();

    /** @param serverCpu and {@code generatorCpu}: seconds */
    record Result(double seconds, long completed, double serverCpu, double generatorCpu) {
        double perSecond() {
            return completed / seconds;
        }

        double serverCpuPerThousand() {
            return serverCpu / completed * 1_000;
        }
    }

    void completed() {
        completed.increment();
    }

    /** Waits for that long and tells what happened meanwhile. */
    Result measure(ServerProcess server, Duration length, Faults faults) throws InterruptedException {
        long countBefore = completed.sum();
        Duration serverBefore = server.cpu();
        Duration generatorBefore = ownCpu();
        long from = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
        Result result = new Result(
                seconds,
                completed.sum() - countBefore,
                seconds(server.cpu().minus(serverBefore)),
                seconds(ownCpu().minus(generatorBefore)));
        faults.check();
        return result;
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

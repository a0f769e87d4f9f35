package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Messages at a fixed rate, spread over the pairs, whatever the server does. Latency counts from the time at which a message was due, not
 * from when it went out: a stall is not left out of the figure.
 */
public final class OpenLoop {
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;

    /** Goals are for this rate: figures of another one have names of their own. */
    private static final int GOALS_RATE = 500;

    private static final double NANOS_PER_MS = 1e6;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final String name;
    private final String beside;
    private final int perSecond;

    public OpenLoop(int perSecond) {
        this(perSecond == GOALS_RATE ? "open" : "open" + perSecond, "", perSecond);
    }

    /**
     * @param name of the figures
     * @param beside what else goes on meanwhile
     */
    public OpenLoop(String name, String beside, int perSecond) {
        this.name = name;
        this.beside = beside;
        this.perSecond = perSecond;
    }

    public List<Figure> run(List<Pair> pairs, Server server, Duration warmUp, Duration length, Faults faults)
            throws InterruptedException, IOException {
        Outcome outcome = measure(pairs, server, warmUp, length, faults);
        String at = perSecond + "/s" + beside;
        Histogram recipient = outcome.recipient();
        Histogram receipt = outcome.receipt();
        List<Figure> figures = new ArrayList<>(List.of(
                ms(name + ".recipient.p50", at + ": to the recipient, p50", recipient, MEDIAN, "<= 1.0"),
                ms(name + ".recipient.p99", at + ": to the recipient, p99", recipient, TAIL, "<= 5"),
                ms(name + ".receipt.p50", at + ": to the read receipt, p50", receipt, MEDIAN, "<= 1.8"),
                ms(name + ".receipt.p99", at + ": to the read receipt, p99", receipt, TAIL, "<= 11"),
                new Figure(
                        name + ".rate",
                        at + ": complete messages",
                        outcome.result().perSecond(),
                        "/s",
                        "")));
        figures.addAll(outcome.result().costs(name, at, ""));
        return figures;
    }

    /** @param recipient and {@code receipt}: nanoseconds */
    record Outcome(Histogram recipient, Histogram receipt, Window.Result result) {
        double receiptMs(double percentile) {
            return receipt.getValueAtPercentile(percentile) / NANOS_PER_MS;
        }
    }

    Outcome measure(List<Pair> pairs, Server server, Duration warmUp, Duration length, Faults faults)
            throws InterruptedException, IOException {
        Window window = new Window();
        Latencies latencies = new Latencies(window);
        pairs.forEach(pair -> pair.run(() -> pair.watch(latencies)));
        Thread sending = Thread.ofPlatform().name("open-loop").start(() -> sendOnTime(pairs));
        Window.Result result;
        try {
            window.measure(server, warmUp, faults);
            latencies.reset();
            result = window.measure(server, length, faults);
        } finally {
            sending.interrupt();
            sending.join();
        }
        Outcome outcome = new Outcome(latencies.recipient.copy(), latencies.receipt.copy(), result);
        Quiet.await(pairs, faults);
        return outcome;
    }

    private static Figure ms(String name, String meaning, Histogram latencies, double percentile, String goal) {
        return new Figure(name, meaning, latencies.getValueAtPercentile(percentile) / NANOS_PER_MS, "ms", goal);
    }

    private void sendOnTime(List<Pair> pairs) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = System.nanoTime();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % pairs.size()) {
            due += interval;
            for (long left = due - System.nanoTime();
                    left > 0 && !Thread.currentThread().isInterrupted(); ) {
                LockSupport.parkNanos(left);
                left = due - System.nanoTime();
            }
            Pair pair = pairs.get(i);
            long time = due;
            pair.run(() -> pair.send(time));
        }
    }

    private static final class Latencies implements Progress {
        private final Window window;
        private final Histogram recipient = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
        private final Histogram receipt = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);

        Latencies(Window window) {
            this.window = window;
        }

        void reset() {
            recipient.reset();
            receipt.reset();
        }

        @Override
        public void arrived(long dueAt) {
            record(recipient, dueAt);
        }

        @Override
        public void completed(Pair pair, long dueAt) {
            window.completed();
            record(receipt, dueAt);
        }

        private static void record(Histogram histogram, long dueAt) {
            histogram.recordValue(Math.clamp(System.nanoTime() - dueAt, 0, HIGHEST_NANOS));
        }
    }
}

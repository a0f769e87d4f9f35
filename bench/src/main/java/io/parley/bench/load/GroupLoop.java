package io.parley.bench.load;

import io.parley.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A message is done when the last member online has it; that many are kept under way. */
public final class GroupLoop {
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Duration CHECK = Duration.ofMillis(20);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MS = 1e6;

    private final String name;
    private final String meaning;
    private final int most;
    private final Map<Long, AtomicInteger> missing = new ConcurrentHashMap<>();
    private final Histogram last = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    private final Window window = new Window();
    private volatile int inFlight;
    private int open;

    /**
     * @param name of the figures
     * @param meaning of the figures, in front of what each is
     */
    public GroupLoop(String name, String meaning, int inFlight) {
        this.name = name;
        this.meaning = meaning;
        this.most = inFlight;
    }

    public List<Figure> run(Room room, Server server, Duration warmUp, Duration length, Faults faults)
            throws InterruptedException, IOException {
        inFlight = most;
        room.watch(time -> arrived(room, time, faults));
        room.loop().execute(() -> fill(room));
        window.measure(server, warmUp, faults);
        last.reset();
        Window.Result result = window.measure(server, length, faults);
        Histogram latency = last.copy();
        inFlight = 0;
        awaitQuiet(faults);
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(
                        name + ".deliveries",
                        meaning + ": deliveries",
                        result.perSecond() * room.online(),
                        "/s",
                        ">= 80000"),
                ms(name + ".p50", meaning + ": to the last member, p50", latency, 50, "<= 3.1"),
                ms(name + ".p99", meaning + ": to the last member, p99", latency, 99, "<= 5.5")));
        figures.addAll(result.costs(name, meaning, ""));
        return figures;
    }

    private void awaitQuiet(Faults faults) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!missing.isEmpty()) {
            faults.checkFor(CHECK);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The run is void: " + missing.size() + " messages never reached the whole group");
            }
        }
    }

    private static Figure ms(String name, String meaning, Histogram latency, double percentile, String goal) {
        return new Figure(name, meaning, latency.getValueAtPercentile(percentile) / NANOS_PER_MS, "ms", goal);
    }

    /** On the sender's event loop. */
    private void fill(Room room) {
        while (open < inFlight) {
            open++;
            long time = System.nanoTime();
            missing.put(time, new AtomicInteger(room.online()));
            room.send(time);
        }
    }

    private void arrived(Room room, long time, Faults faults) {
        AtomicInteger left = missing.get(time);
        if (left == null) {
            faults.report(new IllegalStateException("a message of the group came twice"));
        } else if (left.decrementAndGet() == 0) {
            missing.remove(time);
            last.recordValue(Math.clamp(System.nanoTime() - time, 0, HIGHEST_NANOS));
            window.completed();
            room.loop().execute(() -> {
                open--;
                fill(room);
            });
        }
    }
}

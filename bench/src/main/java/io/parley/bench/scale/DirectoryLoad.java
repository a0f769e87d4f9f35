package io.parley.bench.scale;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/** The one Redis of a region under everything that edges and projections ask of it, while an edge dies and its connections are swept away. */
final class DirectoryLoad {
    static final int SWEPT_AT_ONCE = 500;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MS = 1e3;
    private static final long HIGHEST = 3_600 * Simulation.SECOND;
    private static final int DIGITS = 3;
    private static final int P50 = 50;
    private static final int P99 = 99;

    private final Simulation simulation = new Simulation();
    private final Station redis = new Station(simulation, 1);
    private final Histogram waits = new Histogram(HIGHEST, DIGITS);
    private final RandomGenerator random;
    private final Extrapolation from;
    private final Capacity capacity;
    private final List<RedisLoad.Part> parts;
    private final double perSecond;
    private final long commands;
    private long asked;
    private long late;

    /**
     * @param asked commands that were simulated
     * @param busy share of its core that is asked for; above 1 it falls behind for ever
     * @param lateShare of the commands, that took longer than the edges wait for
     * @param sweepSeconds of its core, to take one dead edge's connections away
     */
    record Outcome(
            long people,
            double edges,
            double perSecond,
            long asked,
            long answered,
            double busy,
            double p50Ms,
            double p99Ms,
            double lateShare,
            double sweepSeconds) {}

    DirectoryLoad(Costs costs, Workload workload, long commands, long seed) {
        this.from = costs.extrapolation();
        this.capacity = new Capacity(costs, workload);
        this.parts = new RedisLoad(capacity.traffic(), from).parts();
        this.perSecond = parts.stream().mapToDouble(RedisLoad.Part::perSecond).sum();
        this.commands = commands;
        this.random = new SplittableRandom(seed);
    }

    Outcome run() {
        ask();
        double held = capacity.workload().connections() / capacity.traffic().edges();
        double sweep = held * from.of(Cost.REDIS_SWEEP);
        simulation.after((long) (commands / perSecond * MICROS_PER_SECOND / 2), () -> sweep(held));
        simulation.run(Long.MAX_VALUE);
        return new Outcome(
                capacity.workload().people(),
                capacity.traffic().edges(),
                perSecond,
                asked,
                waits.getTotalCount(),
                parts.stream().mapToDouble(RedisLoad.Part::busy).sum() / MICROS_PER_SECOND,
                waits.getValueAtPercentile(P50) / MICROS_PER_MS,
                waits.getValueAtPercentile(P99) / MICROS_PER_MS,
                (double) late / asked,
                sweep / MICROS_PER_SECOND);
    }

    private void ask() {
        if (asked == commands) {
            return;
        }
        simulation.after((long) (random.nextExponential() * MICROS_PER_SECOND / perSecond), () -> {
            asked++;
            long now = simulation.now();
            redis.serve(drawn().micros(), () -> answered(simulation.now() - now));
            ask();
        });
    }

    private void answered(long micros) {
        waits.recordValue(micros);
        if (micros > Rules.REDIS_TIMEOUT.toNanos() / 1_000) {
            late++;
        }
    }

    private RedisLoad.Part drawn() {
        double drawn = random.nextDouble() * perSecond;
        for (RedisLoad.Part part : parts) {
            drawn -= part.perSecond();
            if (drawn < 0) {
                return part;
            }
        }
        return parts.getLast();
    }

    /** Each edge asks for a part, and for the next when that is done. */
    private void sweep(double held) {
        if (held > 0) {
            double now = Math.min(held, SWEPT_AT_ONCE);
            redis.serve(now * from.of(Cost.REDIS_SWEEP), () -> sweep(held - now));
        }
    }
}

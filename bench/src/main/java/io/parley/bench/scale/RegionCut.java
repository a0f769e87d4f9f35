package io.parley.bench.scale;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * A region is cut off from the event log and comes back. Its people's messages wait in their outboxes, others' for them wait in the log; both
 * go on with what the log and the region's projections have to spare beside the usual.
 */
final class RegionCut {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final long HIGHEST = 1_000_000 * Simulation.SECOND;
    private static final int DIGITS = 3;
    private static final int P50 = 50;
    private static final int P99 = 99;

    private final Simulation simulation = new Simulation();
    private final Station log = new Station(simulation, 1);
    private final Station announcing = new Station(simulation, 1);
    private final Histogram accepting = new Histogram(HIGHEST, DIGITS);
    private final RandomGenerator random;
    private final Setting setting;
    private final double perSecond;
    private final double simulatedSeconds;
    private long sent;
    private long accepted;
    private long forRegion;
    private long queued;
    private long announced;
    private double lastQueuedAccepted;
    private double lastLateAnnounced;

    /**
     * @param share of the people, who live in the region
     * @param messages a second, of everybody
     * @param utilisation of log and projections without the cut
     * @param sample messages that are simulated; each stands for as many as it takes
     */
    record Setting(double share, double messages, double utilisation, Duration cut, long sample) {}

    /**
     * @param queued messages that waited in outboxes
     * @param outboxesEmptyAfter seconds after the region came back
     * @param currentAfter seconds after that, until nothing that was said during the cut waited for the region's people
     * @param p50Seconds of the messages that waited: until accepted
     */
    record Outcome(
            Setting setting,
            double queued,
            long sent,
            long accepted,
            long forRegion,
            long announced,
            double outboxesEmptyAfter,
            double currentAfter,
            double p50Seconds,
            double p99Seconds) {}

    RegionCut(Setting setting, long seed) {
        this.setting = setting;
        this.random = new SplittableRandom(seed);
        double spare = 1 - setting.utilisation();
        this.simulatedSeconds = setting.cut().toSeconds() * (1 + 2 / spare);
        this.perSecond = setting.sample() / simulatedSeconds;
    }

    Outcome run() {
        say();
        simulation.run(Long.MAX_VALUE);
        double weight = setting.messages() / perSecond;
        double healed = setting.cut().toSeconds();
        return new Outcome(
                setting,
                queued * weight,
                sent,
                accepted,
                forRegion,
                announced,
                Math.max(0, lastQueuedAccepted - healed),
                Math.max(0, lastLateAnnounced - healed),
                accepting.getValueAtPercentile(P50) / MICROS_PER_SECOND,
                accepting.getValueAtPercentile(P99) / MICROS_PER_SECOND);
    }

    private double now() {
        return simulation.now() / MICROS_PER_SECOND;
    }

    private boolean isCut() {
        return simulation.now() < healed();
    }

    private long healed() {
        return setting.cut().toSeconds() * Simulation.SECOND;
    }

    /** A send that was refused as unavailable is tried again at most so much later; each began at a moment of its own. */
    private long retriedAfter() {
        return random.nextLong(Rules.CLIENT.backoffCap().toMillis() * Simulation.MILLISECOND);
    }

    private void say() {
        long wait = (long) (random.nextExponential() * MICROS_PER_SECOND / perSecond);
        if (now() + wait / MICROS_PER_SECOND > simulatedSeconds) {
            return;
        }
        simulation.after(wait, () -> {
            sent++;
            boolean fromRegion = random.nextDouble() < setting.share();
            boolean toRegion = random.nextDouble() < setting.share();
            forRegion += toRegion ? 1 : 0;
            if (fromRegion && isCut()) {
                queued++;
                long said = simulation.now();
                simulation.after(healed() - said + retriedAfter(), () -> append(said, true, toRegion));
            } else {
                append(simulation.now(), false, toRegion);
            }
            say();
        });
    }

    private void append(long said, boolean waited, boolean toRegion) {
        log.serve(setting.utilisation() * MICROS_PER_SECOND / perSecond, () -> {
            accepted++;
            if (waited) {
                accepting.recordValue(simulation.now() - said);
                lastQueuedAccepted = now();
            }
            if (toRegion) {
                announce(said);
            }
        });
    }

    private void announce(long said) {
        if (isCut()) {
            simulation.after(healed() - simulation.now(), () -> announce(said));
            return;
        }
        double micros = setting.utilisation() * MICROS_PER_SECOND / perSecond / setting.share();
        announcing.serve(micros, () -> {
            announced++;
            if (said < healed()) {
                lastLateAnnounced = now();
            }
        });
    }
}

package io.parley.bench.scale;

import io.parley.client.session.Backoff;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Connections are lost and come back, as the clients' own rules have it: full jitter up to a bound that doubles, a new attempt where hello is not
 * answered in time. The edges that are there share processors and one Redis. A Redis that takes longer than its timeout makes an edge take a new
 * incarnation: it registers all its connections again, one after the other, and all of them sync; from the beginning if Redis is late again.
 */
final class ReconnectStorm {
    private static final long LONGEST = 15 * 60 * Simulation.SECOND;
    private static final long TENTH = Simulation.SECOND / 10;
    private static final double MICROS_PER_MS = 1e3;
    private static final long REDIALLED_AFTER = Simulation.MILLISECOND;

    private final Simulation simulation = new Simulation();
    private final RandomGenerator random;
    private final Setting setting;
    private final Extrapolation from;
    private final Station processors;
    private final Station redis;
    private final Edge[] edges;
    private final double weight;
    private int in;
    private int inLongest;
    private long attempts;
    private long abandoned;
    private long reincarnations;
    private final int[] attemptsAt = new int[(int) (LONGEST / TENTH) + 1];
    private long allIn;
    private long mostIn;

    /** How connections end. */
    sealed interface Loss {
        /** The process ends, the kernel closes its sockets, and others take its clients at once. */
        record Killed() implements Loss {}

        /** Nothing more comes: clients notice by the silence. */
        record Silent() implements Loss {}

        /** Clients are told to move within that time, and do without a back-off. */
        record GoAway(Duration within) implements Loss {}

        /** The process ends, and attempts are refused for so long. */
        record Down(Duration outage) implements Loss {}
    }

    /**
     * @param connections that are lost
     * @param edges that are there for them, all of them
     * @param cores that are free for them
     * @param redisFree share of Redis that is free for them
     * @param sample clients that are simulated; each stands for as many as it takes
     * @param jitter whether waits are random, as they are; otherwise as long as their bound
     * @param turn for how long edges let a hello wait before they turn it away, which costs nothing; null for ever
     */
    record Setting(
            String name,
            long connections,
            int edges,
            double cores,
            double redisFree,
            Loss loss,
            int sample,
            boolean jitter,
            @Nullable Duration turn) {}

    /**
     * @param mostInSeconds until 99 of 100 were in
     * @param allInSeconds until everybody was in; infinite where that did not happen in a quarter of an hour
     * @param peakAttempts a second, in the worst tenth of one
     * @param abandoned attempts that clients had given up before they were served
     * @param reincarnations of edges, because Redis was late
     * @param coresBusy share of the cores, over the whole time
     * @param redisBusy share of what was free of Redis
     */
    record Outcome(
            String name,
            long connections,
            double mostInSeconds,
            double allInSeconds,
            double peakAttempts,
            double attemptsEach,
            double abandoned,
            long reincarnations,
            double coresBusy,
            double redisBusy) {
        boolean ended() {
            return Double.isFinite(allInSeconds);
        }
    }

    ReconnectStorm(Costs costs, Setting setting, long seed) {
        this.setting = setting;
        this.from = costs.extrapolation();
        this.random = new SplittableRandom(seed);
        this.weight = (double) setting.connections() / setting.sample();
        this.processors = new Station(simulation, 1);
        this.redis = new Station(simulation, 1);
        this.edges =
                IntStream.range(0, setting.edges()).mapToObj(any -> new Edge()).toArray(Edge[]::new);
    }

    Outcome run() {
        for (int i = 0; i < setting.sample(); i++) {
            Client client = new Client();
            simulation.after(noticed(client), client::attempt);
        }
        simulation.run(LONGEST);
        boolean all = in == setting.sample();
        return new Outcome(
                setting.name(),
                setting.connections(),
                inLongest == 0 ? Double.POSITIVE_INFINITY : seconds(mostIn),
                all ? seconds(allIn) : Double.POSITIVE_INFINITY,
                IntStream.of(attemptsAt).max().orElse(0) * weight * Simulation.SECOND / TENTH,
                (double) attempts / setting.sample(),
                abandoned * weight,
                reincarnations,
                processors.utilisation(),
                redis.utilisation());
    }

    private static double seconds(long micros) {
        return (double) micros / Simulation.SECOND;
    }

    private long noticed(Client client) {
        return switch (setting.loss()) {
            case Loss.Killed _, Loss.Down _ -> client.wait(client.backoff.next());
            case Loss.GoAway(Duration within) -> random.nextLong(micros(within) + 1);
            case Loss.Silent _ -> {
                long heartbeat = micros(Rules.HEARTBEAT);
                long heardAgo = random.nextLong(heartbeat);
                yield 2 * heartbeat - heardAgo + random.nextLong(heartbeat / 2) + client.wait(client.backoff.next());
            }
        };
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    private double wouldWait() {
        return processors.queued() * cpu();
    }

    private double cpu() {
        return from.of(Cost.RECONNECT_CPU) * MICROS_PER_MS * weight / setting.cores() * from.of(Cost.SPLIT_FACTOR);
    }

    private boolean isRefused() {
        return setting.loss() instanceof Loss.Down(Duration outage) && simulation.now() < micros(outage);
    }

    /** Stands for {@link #weight} of them. */
    private final class Client {
        private final Backoff backoff = new Backoff(
                Rules.CLIENT.backoffBase(), Rules.CLIENT.backoffCap(), setting.jitter() ? random : new Latest());
        private boolean connected;
        private int attempt;

        private long wait(Duration time) {
            return micros(time);
        }

        private void attempt() {
            attempts++;
            attemptsAt[(int) (simulation.now() / TENTH)]++;
            int mine = ++attempt;
            if (isRefused()) {
                simulation.after(REDIALLED_AFTER + wait(backoff.next()), this::attempt);
                return;
            }
            Duration turn = setting.turn();
            if (turn != null && wouldWait() > micros(turn)) {
                simulation.after(micros(turn) + wait(backoff.next()), this::attempt);
                return;
            }
            simulation.after(micros(Rules.CLIENT.answerWithin()), () -> giveUp(mine));
            Edge edge = edges[random.nextInt(edges.length)];
            processors.serve(() -> spent(mine), () -> {
                if (mine == attempt && !connected) {
                    edge.register(weight, () -> welcomed(mine, edge));
                }
            });
        }

        private double spent(int mine) {
            if (mine == attempt && !connected) {
                return cpu();
            }
            abandoned++;
            return cpu() * from.of(Cost.ABANDONED_SHARE);
        }

        private void giveUp(int mine) {
            if (mine == attempt && !connected) {
                attempt++;
                simulation.after(wait(backoff.next()), this::attempt);
            }
        }

        private void welcomed(int mine, Edge edge) {
            if (mine != attempt || connected) {
                return;
            }
            connected = true;
            edge.held += weight;
            in++;
            allIn = simulation.now();
            if (in == (int) Math.ceil(setting.sample() * 0.99)) {
                inLongest = in;
                mostIn = simulation.now();
            }
        }
    }

    /** The greatest there can be, always. */
    private static final class Latest implements RandomGenerator {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    private final class Edge {
        private static final int PART = 16;

        private double held;
        private boolean doubtful;

        /** The session goes on also where Redis is late: it is registered anew then. */
        private void register(double connections, Runnable done) {
            long asked = simulation.now();
            redis.serve(registering(connections), () -> {
                if (simulation.now() - asked > micros(Rules.REDIS_TIMEOUT)) {
                    doubt();
                }
                done.run();
            });
        }

        private double registering(double connections) {
            return connections * (from.of(Cost.REDIS_REGISTER) + from.of(Cost.REDIS_CAME)) / setting.redisFree();
        }

        private void doubt() {
            if (!doubtful) {
                doubtful = true;
                simulation.after(micros(Rules.LEASE) / Rules.RENEWALS_PER_LEASE, this::reincarnate);
            }
        }

        private void reincarnate() {
            doubtful = false;
            reincarnations++;
            part(held);
        }

        private void part(double left) {
            if (left <= 0) {
                sync();
                return;
            }
            double now = Math.min(left, Math.max(weight, held / PART));
            long asked = simulation.now();
            double alone = registering(now);
            redis.serve(alone, () -> {
                if (simulation.now() - asked - alone > micros(Rules.REDIS_TIMEOUT)) {
                    doubt();
                } else {
                    part(left - now);
                }
            });
        }

        private void sync() {
            double whole = held * from.of(Cost.RECONNECT_CPU) * MICROS_PER_MS / setting.cores();
            processors.serve(whole * from.of(Cost.RECONNECT_QUERY_SHARE), () -> {});
        }
    }
}

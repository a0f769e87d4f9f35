package io.parley.bench.scale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * One group in which many write. Its messages go through one aggregate, one segment of each processing group and every edge that holds a
 * member; its members acknowledge at once and read when they look. An edge has one command under way and merges what comes meanwhile.
 */
final class HotGroup {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MS = 1e3;
    private static final double BYTES_PER_KILOBYTE = 1_000;
    private static final long HIGHEST = 3_600 * Simulation.SECOND;
    private static final int DIGITS = 3;
    private static final int MOST_EVENTS = 512;
    private static final int P50 = 50;
    private static final int P99 = 99;

    private final Simulation simulation = new Simulation();
    private final RandomGenerator random;
    private final Setting setting;
    private final Extrapolation from;
    private final Station conversation = new Station(simulation, 1);
    private final Station receipts = new Station(simulation, 1);
    private final Segment entriesSegment = new Segment();
    private final Segment receiptsSegment = new Segment();
    private final Station redis = new Station(simulation, 1);
    private final List<Edge> edges = new ArrayList<>();
    private final Histogram latency = new Histogram(HIGHEST, DIGITS);
    private long messages;
    private long deliveries;
    private long acknowledged;
    private long recorded;
    private long commands;
    private long superseded;
    private double redisBytes;

    /**
     * @param online members that are connected, the authors among them
     * @param perSecond messages
     * @param edges over which the members are spread
     */
    record Setting(int members, int online, double perSecond, int edges, long seconds, double readTogether) {}

    /**
     * @param watermarks that members raised
     * @param recorded of these, that an event tells
     * @param superseded of these, that were raised again before a command took them
     * @param commands that it took: one event each
     * @param p50Ms from sending to a member's connection
     * @param redisBusy share of its core
     * @param redisMegabits a second through its streams
     */
    record Outcome(
            Setting setting,
            long messages,
            long deliveries,
            long watermarks,
            long recorded,
            long superseded,
            long commands,
            double p50Ms,
            double p99Ms,
            double maxMs,
            double redisBusy,
            double redisMegabits,
            double busiestEdge,
            double conversationBusy,
            double receiptsBusy,
            int longestQueue) {
        double mergedIntoOne() {
            return commands == 0 ? 0 : (double) recorded / commands;
        }
    }

    HotGroup(Costs costs, Setting setting, long seed) {
        this.setting = setting;
        this.from = costs.extrapolation();
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < setting.edges(); i++) {
            edges.add(new Edge());
        }
        for (int member = 0; member < setting.online(); member++) {
            Edge edge = edges.get(random.nextInt(edges.size()));
            edge.members.add(new Member(edge));
        }
        edges.removeIf(edge -> edge.members.isEmpty());
    }

    Outcome run() {
        plan();
        long end = setting.seconds() * Simulation.SECOND;
        for (Edge edge : edges) {
            edge.members.forEach(member -> member.look(end));
        }
        simulation.run(Long.MAX_VALUE);
        double seconds = Math.max(1, simulation.now()) / MICROS_PER_SECOND;
        return new Outcome(
                setting,
                messages,
                deliveries,
                acknowledged,
                recorded,
                superseded,
                commands,
                latency.getValueAtPercentile(P50) / MICROS_PER_MS,
                latency.getValueAtPercentile(P99) / MICROS_PER_MS,
                latency.getMaxValue() / MICROS_PER_MS,
                redis.utilisation(),
                redisBytes * 8 / MICROS_PER_SECOND / seconds,
                edges.stream()
                        .mapToDouble(edge -> edge.fanOut.utilisation())
                        .max()
                        .orElse(0),
                conversation.utilisation(),
                receipts.utilisation(),
                Math.max(entriesSegment.longest, receiptsSegment.longest));
    }

    private long exponential(double mean) {
        return (long) (random.nextExponential() * mean);
    }

    private void plan() {
        long wait = exponential(MICROS_PER_SECOND / setting.perSecond());
        if (simulation.now() + wait > setting.seconds() * Simulation.SECOND) {
            return;
        }
        simulation.after(wait, () -> {
            send(++messages);
            plan();
        });
    }

    private double decision() {
        return MICROS_PER_SECOND / from.of(Cost.CONVERSATION_SENDS);
    }

    /** What a command takes beyond the time in which nobody else is decided. */
    private long answered() {
        return (long) Math.max(0, from.of(Cost.COMMAND_TIME) * MICROS_PER_MS - decision());
    }

    private void send(long seq) {
        long sent = simulation.now();
        Edge author = edges.get(random.nextInt(edges.size()));
        Member one = author.members.get(random.nextInt(author.members.size()));
        conversation.serve(decision(), () -> entriesSegment.add(() -> announced(seq, sent, one)));
    }

    private void announced(long seq, long sent, Member author) {
        tell(from.of(Cost.REDIS_LOOKUP) * setting.members(), 0, () -> {});
        for (Edge edge : edges) {
            int named = edge.members.contains(author) ? setting.members() : 0;
            double bytes = from.of(Cost.ANNOUNCEMENT)
                    + from.of(Cost.ANNOUNCEMENT_RECIPIENT) * named
                    + from.of(Cost.ANNOUNCEMENT_CONNECTION) * edge.members.size();
            tell(from.of(Cost.REDIS_ENTRY), bytes, () -> edge.push(seq, sent, author));
        }
    }

    private void tell(double micros, double bytes, Runnable done) {
        redisBytes += bytes;
        redis.serve(micros + bytes / BYTES_PER_KILOBYTE * from.of(Cost.REDIS_KILOBYTE), done);
    }

    /** Events are handled in batches of what waits. */
    private final class Segment {
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean working;
        private int longest;

        private void add(Runnable handled) {
            waiting.add(handled);
            longest = Math.max(longest, waiting.size());
            if (!working) {
                work();
            }
        }

        private void work() {
            working = !waiting.isEmpty();
            if (!working) {
                return;
            }
            List<Runnable> some = waiting.subList(0, Math.min(MOST_EVENTS, waiting.size()));
            List<Runnable> batch = List.copyOf(some);
            some.clear();
            long micros = (long) Math.ceil(batch.size() * MICROS_PER_SECOND / from.of(Cost.SEGMENT_EVENTS));
            simulation.after(micros, () -> {
                batch.forEach(Runnable::run);
                work();
            });
        }
    }

    private final class Member {
        private final Edge edge;
        private long shown;
        private long read;

        private Member(Edge edge) {
            this.edge = edge;
        }

        private void look(long end) {
            long wait = exponential(MICROS_PER_SECOND * setting.readTogether() / setting.perSecond());
            if (simulation.now() + wait > end) {
                return;
            }
            simulation.after(wait, () -> {
                if (shown > read) {
                    read = shown;
                    edge.acknowledge(this, shown);
                }
                look(end);
            });
        }
    }

    private final class Edge {
        private final List<Member> members = new ArrayList<>();
        private final Station fanOut = new Station(simulation, 1);
        private Map<Member, Long> waiting = new HashMap<>();
        private boolean underWay;

        private void push(long seq, long sent, Member author) {
            int others = members.size() - (author.edge == this ? 1 : 0);
            double micros = others * from.of(Cost.DELIVERY_CPU) * MICROS_PER_MS / from.of(Cost.PROCESS_CORES);
            fanOut.serve(micros, () -> {
                deliveries += others;
                if (others > 0) {
                    latency.recordValueWithCount(simulation.now() - sent, others);
                }
                for (Member member : members) {
                    if (member != author) {
                        simulation.after(
                                exponential(from.of(Cost.ACKNOWLEDGEMENT_SPREAD) * MICROS_PER_MS),
                                () -> delivered(member, seq));
                    }
                }
            });
        }

        private void delivered(Member member, long seq) {
            if (seq > member.shown) {
                member.shown = seq;
                acknowledge(member, seq);
            }
        }

        private void acknowledge(Member member, long seq) {
            acknowledged++;
            if (waiting.put(member, seq) != null) {
                superseded++;
            }
            if (!underWay) {
                drain();
            }
        }

        private void drain() {
            underWay = !waiting.isEmpty();
            if (!underWay) {
                return;
            }
            int moved = waiting.size();
            waiting = new HashMap<>();
            commands++;
            receipts.serve(decision(), () -> {
                recorded += moved;
                receiptsSegment.add(
                        () -> tell(from.of(Cost.REDIS_LOOKUP), from.of(Cost.RECEIPT_ANNOUNCEMENT), () -> {}));
                simulation.after(answered(), this::drain);
            });
        }
    }
}

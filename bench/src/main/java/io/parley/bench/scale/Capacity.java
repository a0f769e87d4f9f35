package io.parley.bench.scale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How much of everything a workload needs. Every figure is extrapolated. */
final class Capacity {
    private static final double MS = 1e3;
    private static final double GIB = 1L << 30;
    private static final double KIB = 1L << 10;
    private static final double GB = 1e9;
    private static final double BITS = 8;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final int MOST_STEPS = 100;

    private final Costs costs;
    private final Workload workload;
    private final Traffic traffic;
    private final Map<Need, Extrapolated> needs = new LinkedHashMap<>();

    Capacity(Costs costs, Workload workload) {
        this.costs = costs;
        this.workload = workload;
        this.traffic = Traffic.of(workload, edges(costs, workload), costs.extrapolation());
        for (Need need : Need.values()) {
            Extrapolation from = costs.extrapolation();
            if (need.dependsOnEdges()) {
                edges(from, workload);
            }
            needs.put(need, from.is(value(need, from), need.unit()));
        }
    }

    /** Fewer edges merge more receipts, so that fewer are needed: the smallest number that is enough for itself. */
    static double edges(Costs costs, Workload workload) {
        return edges(costs.extrapolation(), workload);
    }

    private static double edges(Extrapolation from, Workload workload) {
        double edges = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double cores = edgeCores(from, Traffic.of(workload, edges, from));
            double wanted = Math.max(
                    Math.ceil(workload.connections() / from.of(Cost.EDGE_CONNECTIONS)),
                    Math.ceil(cores / from.of(Cost.PROCESS_CORES)));
            if (wanted <= edges) {
                return edges;
            }
            edges = wanted;
        }
        return edges;
    }

    private static double edgeCores(Extrapolation from, Traffic traffic) {
        double busy = ofEvents(from, traffic, Cost.EDGE_SHARE)
                + traffic.deliveries() * from.of(Cost.DELIVERY_CPU) / MS
                + traffic.heartbeats() * from.of(Cost.HEARTBEAT_CPU) / MS
                + ofReconnects(from, traffic, from.of(Cost.RECONNECT_EDGE_SHARE));
        return busy / traffic.workload().utilisation();
    }

    private static double ofEvents(Extrapolation from, Traffic traffic, Cost share) {
        return traffic.events() * from.of(Cost.EVENT_CPU) / MS * from.of(share) * from.of(Cost.SPLIT_FACTOR);
    }

    private static double ofReconnects(Extrapolation from, Traffic traffic, double share) {
        return traffic.reconnects() * from.of(Cost.RECONNECT_CPU) / MS * share * from.of(Cost.SPLIT_FACTOR);
    }

    private double value(Need need, Extrapolation from) {
        double spare = 1 / workload.utilisation();
        return switch (need) {
            case MESSAGES -> traffic.messages();
            case DELIVERIES -> traffic.deliveries();
            case EVENTS -> traffic.events();
            case RECEIPT_EVENTS -> traffic.receiptEvents();
            case PRESENCE_EVENTS -> traffic.presenceEvents();
            case TYPING_EVENTS -> traffic.typingEvents();
            case REFRESHES -> traffic.refreshes();
            case EDGES -> traffic.edges();
            case EDGE_CORES -> edgeCores(from, traffic);
            case EDGE_MEMORY ->
                workload.connections() * from.of(Cost.CONNECTION_MEMORY) * KIB / GIB
                        + traffic.edges() * from.of(Cost.PROCESS_MEMORY);
            case COMMAND_CORES ->
                spare
                        * (ofEvents(from, traffic, Cost.COMMAND_SHARE)
                                + traffic.refreshes() * from.of(Cost.REFRESH_CPU) / MS);
            case PROJECTION_CORES -> spare * ofEvents(from, traffic, Cost.PROJECTION_SHARE);
            case SEGMENTS ->
                Math.ceil(spare * (traffic.messages() + traffic.receiptEvents()) / from.of(Cost.SEGMENT_EVENTS));
            case QUERY_CORES -> spare * ofReconnects(from, traffic, from.of(Cost.RECONNECT_QUERY_SHARE));
            case LOGS -> Math.ceil(spare * traffic.events() / from.of(Cost.LOG_EVENTS));
            case LOG_CORES -> spare * ofEvents(from, traffic, Cost.LOG_SHARE) * from.of(Cost.REPLICAS);
            case LOG_DISK -> stored(from, Cost.EVENT_BYTES);
            case SHARDS -> Math.ceil(spare * writes(from) / from.of(Cost.SHARD_WRITES));
            case VIEW_CORES ->
                spare
                        * (ofEvents(from, traffic, Cost.VIEWS_SHARE) * from.of(Cost.REPLICAS)
                                + ofReconnects(
                                        from,
                                        traffic,
                                        Math.max(
                                                0,
                                                1
                                                        - from.of(Cost.RECONNECT_EDGE_SHARE)
                                                        - from.of(Cost.RECONNECT_QUERY_SHARE))));
            case VIEW_DISK -> stored(from, Cost.VIEW_BYTES);
            case REDIS -> Math.ceil(spare * new RedisLoad(traffic, from).busy() / RedisLoad.MICROS_PER_SECOND);
            case REDIS_COMMANDS ->
                new RedisLoad(traffic, from)
                        .parts().stream().mapToDouble(RedisLoad.Part::perSecond).sum();
            case REDIS_TRAFFIC -> new RedisLoad(traffic, from).bytes() * BITS / GB;
            case REDIS_MEMORY -> workload.connections() * from.of(Cost.REDIS_CONNECTION) / GIB;
            case NETWORK ->
                (traffic.deliveries() * from.of(Cost.MESSAGE_FRAME)
                                + (2 * traffic.receiptEvents() + traffic.heartbeats() + traffic.reconnects())
                                        * from.of(Cost.SMALL_FRAME))
                        * BITS
                        / GB;
        };
    }

    private double stored(Extrapolation from, Cost bytes) {
        return traffic.events()
                * from.of(Cost.BUSY_HOURS)
                * SECONDS_PER_HOUR
                * from.of(bytes)
                * from.of(Cost.REPLICAS)
                / GB;
    }

    private double writes(Extrapolation from) {
        return traffic.messages() * from.of(Cost.MESSAGE_WRITES)
                + traffic.watermarks() * from.of(Cost.RECEIPT_WRITES)
                + traffic.presenceEvents();
    }

    Workload workload() {
        return workload;
    }

    Traffic traffic() {
        return traffic;
    }

    Map<Need, Extrapolated> needs() {
        return needs;
    }

    double of(Need need) {
        return Objects.requireNonNull(needs.get(need)).value();
    }

    /** How much of one unit's whole ability is asked for; above 1 one is not enough. */
    Extrapolated load(SingleUnit unit) {
        Extrapolation from = costs.extrapolation();
        edges(from, workload);
        double share = switch (unit) {
            case EVENT_LOG -> traffic.events() / from.of(Cost.LOG_EVENTS);
            case REDIS -> new RedisLoad(traffic, from).busy() / RedisLoad.MICROS_PER_SECOND;
            case SHARD -> writes(from) / from.of(Cost.SHARD_WRITES);
            case SEGMENT -> traffic.receiptEvents() / from.of(Cost.SEGMENT_EVENTS);
            case EDGE -> workload.connections() / from.of(Cost.EDGE_CONNECTIONS);
        };
        return from.is(share, "of one");
    }
}

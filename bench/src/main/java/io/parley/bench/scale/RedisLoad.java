package io.parley.bench.scale;

import java.util.ArrayList;
import java.util.List;

/** What a second of traffic asks of the one Redis that edges share. */
final class RedisLoad {
    static final double MICROS_PER_SECOND = 1e6;

    private static final double BYTES_PER_KILOBYTE = 1_000;

    private final Traffic traffic;
    private final Extrapolation from;

    /** @param micros of its one core, of each */
    record Part(String what, double perSecond, double micros) {
        double busy() {
            return perSecond * micros;
        }
    }

    RedisLoad(Traffic traffic, Extrapolation from) {
        this.traffic = traffic;
        this.from = from;
    }

    List<Part> parts() {
        double reconnects = traffic.reconnects();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("register", reconnects, from.of(Cost.REDIS_REGISTER)));
        parts.add(new Part("remove", reconnects, from.of(Cost.REDIS_REMOVE)));
        parts.add(new Part("came", reconnects, from.of(Cost.REDIS_CAME)));
        parts.add(new Part("left", reconnects, from.of(Cost.REDIS_LEFT)));
        parts.add(new Part("renew", renewals(), from.of(Cost.REDIS_REGISTER)));
        parts.add(new Part("look up", lookups(), from.of(Cost.REDIS_LOOKUP)));
        double entries = entries();
        double kilobytes = bytes() / BYTES_PER_KILOBYTE / entries;
        parts.add(new Part(
                "tell an edge", entries, from.of(Cost.REDIS_ENTRY) + kilobytes * from.of(Cost.REDIS_KILOBYTE)));
        return parts;
    }

    /** Microseconds of its one core. */
    double busy() {
        return parts().stream().mapToDouble(Part::busy).sum();
    }

    double renewals() {
        return traffic.edges() * Rules.RENEWALS_PER_LEASE / Rules.LEASE.toSeconds();
    }

    /** Of people; of a batch each once, which is left out here. */
    double lookups() {
        return traffic.recipients()
                + 2 * traffic.receiptEvents()
                + traffic.recipients() * 2 * traffic.workload().typingShare();
    }

    private double announcementsToEdges() {
        return traffic.entriesToEdges()
                + traffic.receiptsToEdges()
                + traffic.typingToEdges()
                + traffic.presenceToEdges();
    }

    /** Entries of streams: one a batch and edge at most. */
    double entries() {
        double batches = traffic.events() / from.of(Cost.BATCH_EVENTS);
        return Math.min(announcementsToEdges(), Math.max(1, batches) * traffic.edges());
    }

    double bytes() {
        double connection = from.of(Cost.ANNOUNCEMENT_CONNECTION);
        double recipient = from.of(Cost.ANNOUNCEMENT_RECIPIENT);
        return traffic.entriesToEdges() * from.of(Cost.ANNOUNCEMENT)
                + traffic.recipientsToEdges() * recipient
                + traffic.deliveries() * connection
                + traffic.receiptsToEdges() * from.of(Cost.RECEIPT_ANNOUNCEMENT)
                + traffic.typingToEdges() * connection
                + traffic.presenceToEdges() * connection;
    }
}

package io.parley.viewstore;

import java.util.concurrent.atomic.LongAdder;

/** Counts queries that walked a whole collection because their filter was no exact {@code _id} or {@code _id $in}. */
final class Scans {
    private final LongAdder count = new LongAdder();

    void record(String collection) {
        if (!collection.startsWith("system.")) {
            count.increment();
        }
    }

    long count() {
        return count.sum();
    }
}

package io.parley.bench.load;

import java.util.ArrayList;
import java.util.List;

/** How long the same thing took, several times. */
final class Times {
    private static final double NANOS_PER_MS = 1e6;

    private final List<Double> ms = new ArrayList<>();

    void add(long fromNanos, long toNanos) {
        ms.add((toNanos - fromNanos) / NANOS_PER_MS);
    }

    double first() {
        return ms.getFirst();
    }

    double median() {
        return ms.stream().sorted().skip(ms.size() / 2).findFirst().orElseThrow();
    }
}

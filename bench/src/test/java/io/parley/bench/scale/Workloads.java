package io.parley.bench.scale;

import java.util.Map;

final class Workloads {
    private Workloads() {}

    static Workload of(long people) {
        return new Workload(
                people, 1.2, 6, 0.4, Map.of(5, 0.4, 20, 0.35, 100, 0.2, 500, 0.05), 0.6, 3, 0.5, 2, 0.7, 0.5);
    }
}

package io.parley.bench.scale;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** At how many connected people one of something is no longer enough. */
record BreakingPoints(List<Point> points) {
    private static final long MOST_PEOPLE = 100_000_000_000L;

    /**
     * @param planned people at which the planned utilisation is reached
     * @param full people at which there is nothing left of it
     */
    record Point(SingleUnit unit, long planned, long full, Extrapolated load) {}

    /** The first to break comes first. */
    static BreakingPoints of(Costs costs, Workload workload) {
        return new BreakingPoints(Arrays.stream(SingleUnit.values())
                .map(unit -> new Point(
                        unit,
                        reached(costs, workload, unit, workload.utilisation()),
                        reached(costs, workload, unit, 1),
                        new Capacity(costs, workload).load(unit)))
                .sorted(Comparator.comparingLong(Point::planned))
                .toList());
    }

    private static long reached(Costs costs, Workload workload, SingleUnit unit, double load) {
        long enough = 0;
        long tooMany = MOST_PEOPLE;
        while (tooMany - enough > 1) {
            long middle = enough + (tooMany - enough) / 2;
            if (new Capacity(costs, workload.withPeople(middle)).load(unit).value() >= load) {
                tooMany = middle;
            } else {
                enough = middle;
            }
        }
        return tooMany;
    }

    Point first() {
        return points.getFirst();
    }
}

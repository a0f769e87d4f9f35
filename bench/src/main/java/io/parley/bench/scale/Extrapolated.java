package io.parley.bench.scale;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A figure that nobody has measured.
 *
 * @param from the costs that it was made of
 * @param assumed those of them that are assumed
 */
record Extrapolated(double value, String unit, Set<Cost> from, Set<Cost> assumed) {
    List<Cost> assumptions() {
        return assumed.stream().sorted(Comparator.naturalOrder()).toList();
    }
}

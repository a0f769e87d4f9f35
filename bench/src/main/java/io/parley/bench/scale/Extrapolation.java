package io.parley.bench.scale;

import java.util.EnumSet;
import java.util.Set;

/** The making of one figure: it remembers which costs were asked for. Used once. */
final class Extrapolation {
    private final Costs costs;
    private final Set<Cost> asked = EnumSet.noneOf(Cost.class);

    Extrapolation(Costs costs) {
        this.costs = costs;
    }

    double of(Cost cost) {
        asked.add(cost);
        return costs.of(cost).value();
    }

    Extrapolated is(double value, String unit) {
        Set<Cost> assumed = EnumSet.copyOf(asked);
        assumed.removeIf(cost -> !costs.isAssumed(cost));
        return new Extrapolated(value, unit, Set.copyOf(asked), Set.copyOf(assumed));
    }
}

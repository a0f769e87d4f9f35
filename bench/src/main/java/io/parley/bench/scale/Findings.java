package io.parley.bench.scale;

import java.util.List;
import java.util.Map;

/**
 * All of a run. What was measured, counted and assumed stands in {@code costs}; everything else is extrapolated or simulated.
 *
 * @param seed with the same one, the simulations say the same again
 */
record Findings(
        Map<String, Costs.Known> costs,
        Workload workload,
        long seed,
        List<Needed> needed,
        List<BreakingPoints.Point> breakingPoints,
        List<HotGroup.Outcome> hotGroups,
        List<ReconnectStorm.Outcome> reconnectStorms,
        List<DirectoryLoad.Outcome> directoryLoads,
        List<RegionCut.Outcome> regionCuts) {
    /** @param needs each with the costs that it was made of */
    record Needed(long people, Map<Need, Extrapolated> needs) {}
}

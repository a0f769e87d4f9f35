package io.parley.history.capsule;

import java.util.HashMap;
import java.util.Map;

/** A number each, in the order in which they come up. */
final class Pseudonyms {
    private final Map<String, Map<Object, Integer>> kinds = new HashMap<>();

    int number(String kind, Object of) {
        Map<Object, Integer> known = kinds.computeIfAbsent(kind, any -> new HashMap<>());
        return known.computeIfAbsent(of, any -> known.size() + 1);
    }
}

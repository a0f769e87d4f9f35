package io.parley.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One figure of ours divided by the same of theirs.
 *
 * @param value of the medians
 * @param least and {@code most}: of one round, in which both were measured one after the other
 */
public record Ratio(double value, double least, double most) {
    /** @param ours and {@code theirs}: as many, by round */
    static Ratio of(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size() || ours.isEmpty()) {
            throw new IllegalArgumentException(ours.size() + " and " + theirs.size() + " rounds");
        }
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            rounds.add(ours.get(i) / theirs.get(i));
        }
        return new Ratio(median(ours) / median(theirs), Collections.min(rounds), Collections.max(rounds));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package io.parley.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one server, each with its value in every round. */
public record Measured(String server, Map<String, List<Double>> values) {
    public Measured(String server) {
        this(server, new LinkedHashMap<>());
    }

    public void add(List<Figure> round) {
        round.forEach(figure ->
                values.computeIfAbsent(figure.name(), name -> new ArrayList<>()).add(figure.value()));
    }
}

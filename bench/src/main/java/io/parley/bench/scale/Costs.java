package io.parley.bench.scale;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What everything costs, and how that is known. */
final class Costs {
    private static final String DEFAULTS = "costs.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Known>> FILE = new TypeReference<>() {};

    private final Map<Cost, Known> known;

    /** @param source where it was measured or counted; why it is assumed */
    record Known(double value, String unit, Basis basis, String source) {
        Known {
            Objects.requireNonNull(basis, "basis: measured, counted or assumed");
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("A cost is above 0, not " + value);
            }
            if (source == null || source.isBlank()) {
                throw new IllegalArgumentException("Where does a cost of " + value + " come from? It needs a source.");
            }
        }
    }

    private Costs(Map<Cost, Known> known) {
        this.known = known;
    }

    static Costs defaults() throws IOException {
        try (InputStream file = Objects.requireNonNull(Costs.class.getResourceAsStream(DEFAULTS))) {
            return of(JSON.readValue(file, FILE));
        }
    }

    /** Those of the file; what it does not name stays as it is by default. */
    static Costs overlaidBy(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            Map<String, Known> all = new TreeMap<>(defaults().byKey());
            all.putAll(JSON.readValue(text, FILE));
            return of(all);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Costs of(Map<String, Known> byKey) {
        Map<Cost, Known> known = new EnumMap<>(Cost.class);
        Map<String, Known> strangers = new TreeMap<>(byKey);
        for (Cost cost : Cost.values()) {
            Known one = strangers.remove(cost.key());
            if (one == null) {
                throw new IllegalArgumentException("There is no cost " + cost.key() + ".");
            }
            known.put(cost, one);
        }
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException("Nothing costs " + strangers.keySet() + ".");
        }
        return new Costs(known);
    }

    /** With another value of one cost, which nobody has measured. */
    Costs assuming(Cost cost, double value) {
        Map<Cost, Known> changed = new EnumMap<>(known);
        changed.put(cost, new Known(value, of(cost).unit(), Basis.ASSUMED, "as asked for"));
        return new Costs(changed);
    }

    Known of(Cost cost) {
        return Objects.requireNonNull(known.get(cost));
    }

    boolean isAssumed(Cost cost) {
        return of(cost).basis() == Basis.ASSUMED;
    }

    Map<String, Known> byKey() {
        Map<String, Known> keys = new LinkedHashMap<>();
        known.forEach((cost, one) -> keys.put(cost.key(), one));
        return keys;
    }

    Extrapolation extrapolation() {
        return new Extrapolation(this);
    }
}

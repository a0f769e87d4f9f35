package io.parley.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run in which several servers were measured in turn.
 *
 * @param ours Parley
 * @param unequal what the ratios do not say, in sentences
 * @param ended why the run ended early; null where it did not
 */
public record Comparison(
        Instant time,
        Map<String, String> machine,
        Map<String, String> settings,
        List<Measure> figures,
        Measured ours,
        List<Measured> peers,
        List<String> unequal,
        @Nullable String ended) {
    private static final double KEPT_UP = 1.05;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** By peer and figure; none where the peer's value is nothing to divide by. */
    @JsonProperty
    public Map<String, Map<String, Ratio>> ratios() {
        Map<String, Map<String, Ratio>> all = new LinkedHashMap<>();
        for (Measured peer : peers) {
            Map<String, Ratio> ratios = new LinkedHashMap<>();
            for (Measure figure : figures) {
                Ratio ratio = ratio(figure.name(), peer);
                if (ratio != null) {
                    ratios.put(figure.name(), ratio);
                }
            }
            all.put(peer.server(), ratios);
        }
        return all;
    }

    private @Nullable Ratio ratio(String figure, Measured peer) {
        List<Double> mine = ours.values().get(figure);
        List<Double> theirs = peer.values().get(figure);
        if (mine == null || theirs == null || Ratio.median(theirs) <= 0) {
            return null;
        }
        return Ratio.of(mine, theirs);
    }

    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), this);
    }

    /** A table for each peer, and what is unequal below. */
    public String table() {
        StringBuilder table = new StringBuilder();
        machine.forEach(
                (name, value) -> table.append(name).append(": ").append(value).append("   "));
        table.append(
                String.format("%nMedians of %s rounds, one server after the other in each.%n", settings.get("rounds")));
        for (Measured peer : peers) {
            table.append(row("", "", ours.server(), peer.server(), "ratio (least..most)", "goal"));
            figures.forEach(figure -> table.append(row(figure, peer)));
        }
        table.append(System.lineSeparator());
        unequal.forEach(sentence -> table.append("- ").append(sentence).append(System.lineSeparator()));
        if (ended != null) {
            table.append(ended).append(System.lineSeparator());
        }
        return table.toString();
    }

    private String row(Measure figure, Measured peer) {
        Ratio ratio = ratio(figure.name(), peer);
        return row(
                figure.meaning(),
                figure.unit(),
                value(ours.values().get(figure.name())),
                value(peer.values().get(figure.name())),
                ratio == null
                        ? ""
                        : Plot.number(ratio.value()) + " (" + Plot.number(ratio.least()) + ".."
                                + Plot.number(ratio.most()) + ")",
                ratio == null ? "" : goal(figure.name(), ratio, peer));
    }

    private String goal(String figure, Ratio ratio, Measured peer) {
        RatioGoal goal = RatioGoal.of(figure);
        if (goal == null) {
            return "";
        }
        if (figure.startsWith("open.") && !keptUp(peer)) {
            return goal + " cannot be told: " + peer.server() + " did not keep up";
        }
        return goal + (goal.reached(ratio) ? "" : " NOT REACHED");
    }

    /** At a rate that is too high for a server, its latency is that of a queue. */
    private boolean keptUp(Measured peer) {
        Ratio rates = ratio("open.rate", peer);
        return rates == null || rates.most() < KEPT_UP;
    }

    private static String value(@Nullable List<Double> rounds) {
        return rounds == null ? "-" : String.format(Locale.ROOT, "%,.2f", Ratio.median(rounds));
    }

    private static String row(String meaning, String unit, String mine, String theirs, String ratio, String goal) {
        return String.format("%-52s %12s %12s %-4s %-22s %s", meaning, mine, theirs, unit, ratio, goal)
                .stripTrailing()
                .concat(System.lineSeparator());
    }
}

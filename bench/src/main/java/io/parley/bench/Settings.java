package io.parley.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is measured, and how long. */
final class Settings {
    private static final int QUICK_PAIRS = 20;
    private static final int QUICK_SECONDS = 4;
    private static final Set<Part> QUICK_PARTS =
            Set.of(Part.closed1, Part.closed8, Part.open, Part.pending, Part.group);

    enum Part {
        closed1,
        closed8,
        open,
        idle,
        pending,
        group,
        churn,
        /** Takes minutes to make: only where it is asked for. */
        crowd
    }

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Parts to run, with commas between: ${COMPLETION-CANDIDATES}. Default: all but crowd.")
    private List<Part> only = new ArrayList<>(EnumSet.complementOf(EnumSet.of(Part.crowd)));

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Pairs of people that talk. Default: ${DEFAULT-VALUE}.")
    int pairs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Length of a window. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds before each window that do not count. Default: ${DEFAULT-VALUE}.")
    int warmUp;

    @Option(
            names = "--settle",
            paramLabel = "N",
            defaultValue = "40",
            description = "Seconds of load before the first window, until the server's JIT compiler has settled. "
                    + "Default: ${DEFAULT-VALUE}.")
    int settle;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages a second of the open loop. Default: ${DEFAULT-VALUE}.")
    int rate;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Idle connections. Default: ${DEFAULT-VALUE}.")
    int idle;

    @Option(
            names = "--crowd",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Members of the large group. Default: ${DEFAULT-VALUE}.")
    int crowd;

    @Option(
            names = "--quick",
            description =
                    "Under a minute, to see whether something changed much: at most 20 pairs, windows of at most 4 s, no idle "
                            + "connections.")
    private boolean quick;

    void applyQuick() {
        if (quick) {
            pairs = Math.min(pairs, QUICK_PAIRS);
            seconds = Math.min(seconds, QUICK_SECONDS);
            warmUp = Math.min(warmUp, QUICK_SECONDS);
            settle = Math.min(settle, QUICK_SECONDS);
            only = new ArrayList<>(only);
            only.retainAll(QUICK_PARTS);
        }
    }

    void check(picocli.CommandLine commands) {
        if (pairs < 1 || seconds < 1 || rate < 1 || idle < 1 || crowd < 1 || warmUp < 0 || settle < 0) {
            throw new ParameterException(
                    commands,
                    "--pairs, --seconds, --rate, --idle and --crowd are at least 1, --warm-up and --settle at least 0.");
        }
    }

    boolean wants(Part part) {
        return only.contains(part);
    }

    boolean wantsPairs() {
        return wants(Part.closed1) || wants(Part.closed8) || wants(Part.open) || wants(Part.churn);
    }

    /** For telling whether two runs can be compared. */
    Map<String, String> asText() {
        return new TreeMap<>(Map.of(
                "pairs", Integer.toString(pairs),
                "seconds", Integer.toString(seconds),
                "warm-up", Integer.toString(warmUp),
                "settle", Integer.toString(settle),
                "rate", Integer.toString(rate),
                "idle", Integer.toString(idle)));
    }
}

package io.parley.bench;

import io.parley.bench.peers.PeerKind;
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
        closed1("Closed loop, 1 in flight"),
        closed8("Closed loop, 8 in flight"),
        open("Open loop"),
        /** Many windows: only where it is asked for, or beside peers. */
        highest("The highest rate"),
        group("A group"),
        pending("Messages for who was away"),
        history("Messages from history"),
        idle("Idle connections"),
        storm("All at once"),
        churn("Open loop beside connects"),
        /** Takes minutes to make: only where it is asked for. */
        crowd("A large group"),
        /** On a server of its own: only where it is asked for. */
        files("Files up and down"),
        /** Of the event history, in a process of its own: only where it is asked for. */
        replay("The event history"),
        /** Ends the server: last. */
        crash("kill -9");

        private final String meaning;

        Part(String meaning) {
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }
    }

    private static final Set<Part> ASKED_FOR =
            EnumSet.of(Part.highest, Part.crowd, Part.storm, Part.files, Part.replay, Part.crash);

    private static final Set<Part> BESIDE_PEERS =
            EnumSet.complementOf(EnumSet.of(Part.crowd, Part.churn, Part.files, Part.replay));

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description =
                    "Parts to run, with commas between: ${COMPLETION-CANDIDATES}. Default: all but highest, crowd, storm, files, replay and crash; beside peers all "
                            + "but crowd, churn, files and replay, which are not for them.")
    private List<Part> only = new ArrayList<>();

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
            names = "--file-size",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "Of the file that goes up and down, in MiB. Default: ${DEFAULT-VALUE}.")
    int fileSize;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each part is measured beside peers, in turn with them. Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--vs",
            split = ",",
            paramLabel = "PEER",
            description =
                    "Measure other servers in the same run, in turn with Parley, and print ratios: ${COMPLETION-CANDIDATES}, with commas "
                            + "between. They must be installed; the README of bench/ says how.")
    List<PeerKind> peers = new ArrayList<>();

    @Option(
            names = "--quick",
            description =
                    "Under a minute, to see whether something changed much: at most 20 pairs, windows of at most 4 s, no idle "
                            + "connections.")
    private boolean quick;

    void complete() {
        if (only.isEmpty()) {
            only = new ArrayList<>(peers.isEmpty() ? EnumSet.complementOf(EnumSet.copyOf(ASKED_FOR)) : BESIDE_PEERS);
        }
        if (quick) {
            pairs = Math.min(pairs, QUICK_PAIRS);
            seconds = Math.min(seconds, QUICK_SECONDS);
            warmUp = Math.min(warmUp, QUICK_SECONDS);
            settle = Math.min(settle, QUICK_SECONDS);
            only.retainAll(QUICK_PARTS);
        }
    }

    void check(picocli.CommandLine commands) {
        if (pairs < 1 || seconds < 1 || rate < 1 || idle < 1 || crowd < 1 || rounds < 1 || warmUp < 0 || settle < 0) {
            throw new ParameterException(
                    commands,
                    "--pairs, --seconds, --rate, --idle, --crowd and --rounds are at least 1, --warm-up and --settle at least 0.");
        }
    }

    boolean wants(Part part) {
        return only.contains(part);
    }

    boolean wantsOfPeers(Part part) {
        return wants(part) && BESIDE_PEERS.contains(part);
    }

    boolean wantsPairs() {
        return wants(Part.closed1)
                || wants(Part.closed8)
                || wants(Part.open)
                || wants(Part.highest)
                || wants(Part.churn);
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

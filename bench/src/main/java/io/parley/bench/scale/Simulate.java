package io.parley.bench.scale;

import io.parley.bench.scale.ReconnectStorm.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Extrapolates and simulates; measures nothing and starts nothing. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Says what many connected people take, what breaks first, and simulates hot groups, reconnect storms, the directory and a region that is "
                    + "cut off. Nothing is started: it calculates with what things cost when they were measured.",
            "What was measured, what is assumed and what follows from both are kept apart; docs/scale.md explains them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the file could not be written", "2:wrong options, or costs that cannot be"})
public final class Simulate implements Callable<Integer> {
    private static final long HOT_SECONDS = 10;
    private static final int[] HOT_MEMBERS = {100, 1_000, 10_000};
    private static final double TENTH = 0.1;
    private static final double THIRD = 1.0 / 3;
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    enum Part {
        capacity,
        group,
        storm,
        directory,
        region
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--people",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000,1000000,10000000",
            description = "Connected at the same time; the simulations take the last. Default: ${DEFAULT-VALUE}.")
    private List<Long> people = List.of();

    @Mixin
    private WorkloadOptions workload = new WorkloadOptions();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Parts of it, with commas between: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Part> only = EnumSet.noneOf(Part.class);

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description = "Costs of your own, in JSON as --json shows them; what it does not name stays as it is.")
    private @Nullable Path costsFile;

    @Option(
            names = "--hot-rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Messages a second in the hot group. Default: ${DEFAULT-VALUE}.")
    private double hotRate;

    @Option(
            names = "--region",
            paramLabel = "SHARE",
            defaultValue = "0.3",
            description = "Of the people, in the region that is cut off. Default: ${DEFAULT-VALUE}.")
    private double region;

    @Option(
            names = "--cut",
            split = ",",
            paramLabel = "MINUTES",
            defaultValue = "1,10,60",
            description = "How long it is cut off. Default: ${DEFAULT-VALUE}.")
    private List<Integer> cuts = List.of();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "10000",
            description =
                    "Clients, commands and messages that are simulated at most; each stands for as many as it takes. "
                            + "Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulations: the same one says the same again. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything there as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        Costs costs;
        Findings findings;
        try {
            check();
            costs = costsFile == null ? Costs.defaults() : Costs.overlaidBy(costsFile);
            findings = find(costs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
        Objects.requireNonNull(spec).commandLine().getOut().print(new Text(costs, findings).all());
        spec.commandLine().getOut().flush();
        if (json != null) {
            Path folder = json.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            JSON.writeValue(json.toFile(), findings);
            spec.commandLine().getErr().println("Written to " + json);
        }
        return CommandLine.ExitCode.OK;
    }

    private void check() {
        if (people.stream().anyMatch(one -> one < 1) || sample < 1 || !(hotRate > 0)) {
            throw new IllegalArgumentException("--people and --sample are at least 1, --hot-rate is above 0.");
        }
        if (!(region > 0 && region < 1) || cuts.stream().anyMatch(one -> one < 1)) {
            throw new IllegalArgumentException("--region is a share between 0 and 1, --cut at least a minute.");
        }
    }

    private boolean wants(Part part) {
        return only.isEmpty() || only.contains(part);
    }

    private Findings find(Costs costs) {
        long most = people.stream().max(Comparator.naturalOrder()).orElseThrow();
        Workload all = workload.workload(most);
        Capacity capacity = new Capacity(costs, all);
        return new Findings(
                costs.byKey(),
                all,
                seed,
                wants(Part.capacity) ? needed(costs, all) : List.of(),
                wants(Part.capacity) ? BreakingPoints.of(costs, all).points() : List.of(),
                wants(Part.group) ? hotGroups(costs, capacity) : List.of(),
                wants(Part.storm) ? storms(costs, capacity) : List.of(),
                wants(Part.directory) ? directories(costs, all) : List.of(),
                wants(Part.region) ? regionCuts(capacity) : List.of());
    }

    private List<Findings.Needed> needed(Costs costs, Workload all) {
        return people.stream()
                .sorted()
                .map(one -> new Findings.Needed(one, new Capacity(costs, all.withPeople(one)).needs()))
                .toList();
    }

    private List<HotGroup.Outcome> hotGroups(Costs costs, Capacity capacity) {
        List<HotGroup.Outcome> outcomes = new ArrayList<>();
        for (int members : HOT_MEMBERS) {
            int online = Math.max(2, (int) (members * capacity.workload().online()));
            outcomes.add(new HotGroup(
                            costs,
                            new HotGroup.Setting(
                                    members,
                                    online,
                                    hotRate,
                                    (int) capacity.traffic().edges(),
                                    HOT_SECONDS,
                                    capacity.workload().readTogether()),
                            seed)
                    .run());
        }
        return outcomes;
    }

    private List<ReconnectStorm.Outcome> storms(Costs costs, Capacity capacity) {
        int edges = (int) capacity.traffic().edges();
        Loss killed = new Loss.Killed();
        Loss drain = new Loss.GoAway(Rules.DRAIN);
        double redis = capacity.of(Need.REDIS);
        double one = 1.0 / edges;
        Duration turn = Rules.HELLO_TURN;
        return Stream.of(
                        storm(capacity, "one edge is killed", one, redis, killed, true, turn),
                        storm(capacity, "one edge drains", one, redis, drain, true, turn),
                        storm(capacity, "a tenth falls silent", TENTH, redis, new Loss.Silent(), true, turn),
                        storm(capacity, "a third falls silent", THIRD, redis, new Loss.Silent(), true, turn),
                        storm(capacity, "a third is killed", THIRD, redis, killed, true, turn),
                        storm(capacity, "all edges drain at once", 1, redis, drain, true, turn),
                        storm(capacity, "all edges are killed", 1, redis, killed, true, turn),
                        storm(capacity, "… and down for a minute", 1, redis, new Loss.Down(OUTAGE), true, turn),
                        storm(capacity, "… and nobody turned away", 1, redis, killed, true, null),
                        storm(capacity, "… and without jitter", 1, redis, killed, false, turn),
                        storm(capacity, "… and one Redis", 1, 1, killed, true, turn))
                .map(setting -> new ReconnectStorm(costs, setting, seed).run())
                .toList();
    }

    /** What is lost asks for nothing meanwhile, so that its share of everything is free, too. */
    private ReconnectStorm.Setting storm(
            Capacity capacity,
            String name,
            double lost,
            double redis,
            Loss loss,
            boolean jitter,
            @Nullable Duration turn) {
        double free = 1 - capacity.workload().utilisation() * (1 - lost);
        double cores = capacity.of(Need.EDGE_CORES) + capacity.of(Need.QUERY_CORES) + capacity.of(Need.VIEW_CORES);
        long connections = Math.max(1, (long) (capacity.workload().connections() * lost));
        return new ReconnectStorm.Setting(
                name,
                connections,
                (int) capacity.traffic().edges(),
                cores * free,
                redis * free,
                loss,
                (int) Math.min(connections, sample),
                jitter,
                turn);
    }

    private List<DirectoryLoad.Outcome> directories(Costs costs, Workload all) {
        return people.stream()
                .sorted()
                .map(one -> new DirectoryLoad(costs, all.withPeople(one), sample, seed).run())
                .toList();
    }

    private List<RegionCut.Outcome> regionCuts(Capacity capacity) {
        return cuts.stream()
                .map(minutes -> new RegionCut(
                                new RegionCut.Setting(
                                        region,
                                        capacity.of(Need.MESSAGES),
                                        capacity.workload().utilisation(),
                                        Duration.ofMinutes(minutes),
                                        sample),
                                seed)
                        .run())
                .toList();
    }
}

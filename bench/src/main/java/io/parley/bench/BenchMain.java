package io.parley.bench;

import io.parley.bench.Settings.Part;
import io.parley.bench.media.FileFigures;
import io.parley.bench.report.Comparison;
import io.parley.bench.report.Curve;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Machine;
import io.parley.bench.report.Report;
import io.parley.bench.report.Runs;
import io.parley.bench.scale.Simulate;
import io.parley.bench.server.BenchServer;
import io.parley.bench.server.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a server from outside: the load generator is a process of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Parley: complete messages a second, latency, CPU, memory. With --vs, beside other servers in the same run.",
            "A message is complete when its sender has both receipts. Every event is synced to disk before it is acknowledged; a run during "
                    + "which the event store synced nothing is void, and so is one in which a message was lost, doubled or reordered."
        },
        subcommands = Simulate.class,
        commandListHeading = "%nInstead of measuring:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:the run is void, or the server did not start", "2:wrong options"})
public final class BenchMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Settings settings = new Settings();

    @Mixin
    private GrowthSettings growth = new GrowthSettings();

    @Mixin
    private ServerChoice choice = new ServerChoice();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the figures go. Default: .parley/bench/<time>.json.")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain())
                .setExecutionExceptionHandler((fault, command, result) -> {
                    command.getErr()
                            .println("bench: " + (fault.getMessage() == null ? fault.toString() : fault.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        settings.check(Objects.requireNonNull(spec).commandLine());
        growth.check(spec.commandLine());
        settings.complete();
        Path root = Path.of(System.getProperty("parley.root", ""));
        if (growth.wanted) {
            return grow(root.resolve(".parley").resolve("bench").resolve("growth"));
        }
        Map<String, String> machine = Machine.describe(root);
        Runs runs = new Runs(root.resolve(".parley").resolve("bench"));
        Instant time = Instant.now();
        if (!settings.peers.isEmpty()) {
            return compare(time, machine, runs);
        }
        Report report = new Report(time, machine, settings.asText(), all());
        Report earlier = runs.latestLike(report);
        Path file = json == null ? runs.fileOf(time) : json;
        report.write(file);
        System.out.print(report.table(earlier));
        System.err.println("Written to " + file);
        return 0;
    }

    private int grow(Path folder) throws Exception {
        List<Curve> curves = new Growth(settings, growth, choice).run();
        Files.createDirectories(folder);
        for (Curve curve : curves) {
            System.out.println(curve.table());
            Files.writeString(folder.resolve(curve.name() + ".md"), curve.table());
            Files.writeString(folder.resolve(curve.name() + ".svg"), curve.plot());
        }
        System.err.println("Tables and plots are in " + folder);
        return 0;
    }

    private int compare(Instant time, Map<String, String> machine, Runs runs) throws Exception {
        Comparison comparison = new SideBySide(settings).run(settings.peers, choice, choice.data, time, machine);
        Path file = json == null ? runs.beside().fileOf(time) : json;
        comparison.write(file);
        System.out.print(comparison.table());
        System.err.println("Written to " + file);
        return comparison.ended() == null ? 0 : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Figure> all() throws Exception {
        List<Figure> figures = new ArrayList<>(measure());
        if (settings.wants(Part.files)) {
            System.err.println("A file goes up and down ...");
            figures.addAll(new FileFigures(settings.fileSize).measure(choice.chosen(), choice.data));
        }
        return figures;
    }

    private List<Figure> measure() throws Exception {
        ServerProcess running = choice.running();
        if (running != null) {
            return new Measurement(settings, running.address(), running, null).run();
        }
        System.err.println("Starting a server of its own ...");
        try (BenchServer server = choice.start()) {
            return new Measurement(settings, server.address(), server, server).run();
        }
    }
}

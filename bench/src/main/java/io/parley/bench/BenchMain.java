package io.parley.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.Idle;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Pair;
import io.parley.bench.load.Pairs;
import io.parley.bench.load.PendingMessages;
import io.parley.bench.load.People;
import io.parley.bench.load.People.Person;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Report;
import io.parley.bench.server.BenchServer;
import io.parley.bench.server.ServerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a server from outside: the load generator is a process of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Parley: complete messages a second, latency, CPU, memory.",
            "A message is complete when its sender has both receipts. Every event is synced to disk before it is acknowledged."
        })
public final class BenchMain implements Callable<Integer> {
    private static final int QUICK_SECONDS = 4;

    enum Part {
        closed1,
        closed8,
        open,
        idle,
        pending
    }

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Parts to run: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "100", description = "Pairs of people that talk. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "15", description = "Length of a window. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "10", description = "Seconds before a window that do not count. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--settle", paramLabel = "N", defaultValue = "40", description = "Seconds of load before the first window, until the server's JIT compiler has settled. Default: ${DEFAULT-VALUE}.")
    private int compile;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "500", description = "Messages a second of the open loop. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--idle", paramLabel = "N", defaultValue = "2000", description = "Idle connections. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(names = "--quick", description = "Under a minute: fewer people, short windows, no idle connections.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go. Default: .parley/bench/last.json, whose earlier content is compared with.")
    private @Nullable Path json;

    @Option(names = "--server-jar", paramLabel = "JAR", description = "The server to start. Default: the one that ./parley built.")
    private @Nullable Path serverJar;

    @Option(names = "--server-java-opts", paramLabel = "OPTIONS", split = " ", description = "Further options of the server's JVM.")
    private List<String> serverJavaOptions = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain())
                .setExecutionExceptionHandler((fault, command, result) -> {
                    command.getErr().println("bench: " + (fault.getMessage() == null ? fault.toString() : fault.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (quick) {
            pairs = Math.min(pairs, 20);
            seconds = Math.min(seconds, QUICK_SECONDS);
            warmUp = Math.min(warmUp, QUICK_SECONDS);
            compile = Math.min(compile, QUICK_SECONDS);
            only = new java.util.TreeSet<>(only);
            only.remove(Part.idle);
        }
        Path jar = serverJar == null
                ? Path.of(System.getProperty("parley.jar", "server/target/parley.jar"))
                : serverJar;
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no server at " + jar + "; ./parley bench builds it.");
        }
        Path file = json == null
                ? Path.of(System.getProperty("parley.root", ""), ".parley", "bench", "last.json")
                : json;
        Report earlier = Files.exists(file) ? Report.read(file) : null;
        Report report;
        say("Starting a server of its own");
        try (BenchServer server = BenchServer.start(jar, serverJavaOptions)) {
            report = Report.of(measure(server.address(), server.process()));
        }
        System.out.print(report.table(earlier));
        report.write(file);
        say("Written to " + file);
        return 0;
    }

    private List<Figure> measure(URI server, ServerProcess process) throws Exception {
        Faults faults = new Faults();
        Duration window = Duration.ofSeconds(seconds);
        Duration warm = Duration.ofSeconds(warmUp);
        List<Figure> figures = new ArrayList<>();
        try (EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            People registry = new People(server);
            say("Registering " + 2 * pairs + " people");
            List<Person> people = registry.register("p", 2 * pairs);
            if (only.contains(Part.idle)) {
                say("Idle connections");
                add(figures, new Idle(idle).run(server, loops, people, process, faults));
            }
            List<Pair> connected = Pairs.connect(server, loops, registry, people, faults);
            if (compile > 0) {
                say("Letting the server's JIT compiler settle for " + compile + " s");
                new ClosedLoop(8).run(connected, process, Duration.ZERO, Duration.ofSeconds(compile), faults);
            }
            if (only.contains(Part.closed1)) {
                say("Closed loop, 1 in flight");
                add(figures, new ClosedLoop(1).run(connected, process, warm, window, faults));
            }
            if (only.contains(Part.closed8)) {
                say("Closed loop, 8 in flight");
                add(figures, new ClosedLoop(8).run(connected, process, warm, window, faults));
            }
            if (only.contains(Part.open)) {
                say("Open loop, " + rate + "/s");
                add(figures, new OpenLoop(rate).run(connected, process, warm, window, faults));
            }
            if (only.contains(Part.pending)) {
                say("1,000 pending");
                List<Person> fresh = registry.register("q", 20);
                add(figures, new PendingMessages(1_000).run(server, loops, registry, fresh, faults));
            }
        }
        return figures;
    }

    /** Shown as soon as it is known: a run takes minutes. */
    private static void add(List<Figure> figures, List<Figure> measured) {
        measured.forEach(figure ->
                System.err.printf("  %s: %.2f %s%n", figure.meaning(), figure.value(), figure.unit()));
        figures.addAll(measured);
    }

    private static void say(String what) {
        System.err.println(what + " ...");
    }
}

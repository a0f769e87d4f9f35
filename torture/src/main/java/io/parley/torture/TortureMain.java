package io.parley.torture;

import io.parley.torture.check.Broken;
import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills a server of its own and checks that nothing was lost. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Kills a server under load again and again, at named points and at random moments, starts it on the same data and checks:",
            "nothing accepted is lost, doubled or reordered; every device converges; every view equals a fold over the event log."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:a promise was broken, or the server did not start; the data folder is kept",
            "2:wrong options"
        })
public final class TortureMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "How often the server dies; three or four seconds each. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--round",
            paramLabel = "N",
            defaultValue = "10",
            description = "Kills between two checks of everything. Default: ${DEFAULT-VALUE}.")
    private int round;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of the random choices; printed at the start. Threads and the disk still differ from run to run.")
    private @Nullable Long seed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where the server's data and output go, in a folder of their own, which is deleted if all goes well. Default: the folder "
                            + "for temporary files.")
    private @Nullable Path parent;

    @Option(
            names = "--server-jar",
            paramLabel = "JAR",
            description = "The server to kill. Default: the one that ./parley built.")
    private Path jar = Path.of(System.getProperty("parley.jar", "server/target/parley.jar"));

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TortureMain())
                .setExecutionExceptionHandler((fault, command, result) -> {
                    String message = fault.getMessage();
                    command.getErr().println("torture: " + (message == null ? fault.toString() : message));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (kills < 1 || round < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--kills and --round must be 1 or more");
        }
        Path folder = parent == null
                ? Files.createTempDirectory("parley-torture")
                : Files.createTempDirectory(Files.createDirectories(parent), "parley-torture");
        long chosen = seed == null ? System.nanoTime() : seed;
        try {
            System.out.println("Preparing the server…");
            new Torture(Unpacked.prepare(jar.toAbsolutePath(), folder), folder, kills, round, chosen, System.out).run();
        } catch (Broken | IllegalStateException e) {
            System.err.println("Seed " + chosen + ", everything is kept in " + folder);
            throw e;
        }
        delete(folder);
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}

package io.parley.bench;

import io.parley.bench.server.BenchServer;
import io.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which server is measured. */
final class ServerChoice {
    @ArgGroup(exclusive = false)
    @Nullable
    Running running;

    @Option(
            names = "--server-jar",
            paramLabel = "JAR",
            description = "The server to start. Default: the one that ./parley built.")
    @Nullable
    Path jar;

    @Option(
            names = "--server-java-opts",
            paramLabel = "OPTIONS",
            split = " ",
            description = "Further options of the started server's JVM, with blanks between.")
    List<String> javaOptions = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Where the started server's data folder is made; it is deleted at the end. A disk that the figures are meant for, "
                            + "not a RAM disk, where syncs cost nothing. Default: the folder for temporary files.")
    @Nullable
    Path data;

    static final class Running {
        @Option(
                names = "--url",
                paramLabel = "URL",
                required = true,
                description =
                        "Measure a running server on this machine instead of starting one. It must let 120 and more people of one "
                                + "address log in within a minute: start it with --set parley.accounts.attempts.per-address=1000000.")
        @Nullable
        URI url;

        @Option(
                names = "--server-pid",
                paramLabel = "PID",
                required = true,
                description = "Its process id, for CPU and memory.")
        long pid;
    }

    BenchServer start() throws IOException {
        return BenchServer.start(chosen(), javaOptions, data);
    }

    Path chosen() {
        Path chosen = jar == null ? Path.of(System.getProperty("parley.jar", "server/target/parley.jar")) : jar;
        if (!Files.exists(chosen)) {
            throw new IllegalStateException("There is no server at " + chosen + "; ./parley bench builds it.");
        }
        return chosen;
    }

    @Nullable
    ServerProcess running() {
        return running == null || running.url == null ? null : new ServerProcess(running.pid, running.url);
    }
}

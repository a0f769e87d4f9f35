package io.parley.bench.server;

import io.parley.bench.load.Mortal;
import io.parley.bench.load.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of the bench's own: a process beside it, on a free port and a folder that is deleted at the end. */
public final class BenchServer implements Server, Mortal, AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    /** What does not begin like this is a stack trace, or else belongs to the entry before. */
    private static final Pattern LOG_ENTRY = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (\\w+)");

    private static final String DATA_PREFIX = "parley-bench";
    private static final long STOP_SECONDS = 30;

    private final List<String> command;
    private final Path data;
    private final URI address;
    private volatile Process process;

    private BenchServer(List<String> command, Path data) throws IOException {
        this.command = command;
        this.data = data;
        process = launch(command, data, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroy(), "stop-server"));
        address = awaitAddress(process);
    }

    /**
     * @param javaOptions in front of {@code -jar}
     * @param parent of the data folder; null is the folder for temporary files
     */
    public static BenchServer start(Path jar, List<String> javaOptions, @Nullable Path parent) throws IOException {
        Path data = parent == null
                ? Files.createTempDirectory(DATA_PREFIX)
                : Files.createTempDirectory(Files.createDirectories(parent), DATA_PREFIX);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=512m",
                "-XX:InlineSmallCode=250",
                "-Xmx1g"));
        if (javaOptions.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            command.add("-XX:+UseParallelGC");
        }
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString(), "up"));
        command.addAll(List.of("--set", "parley.accounts.attempts.per-address=1000000"));
        command.addAll(List.of("--set", "parley.accounts.attempts.per-handle=1000000"));
        command.addAll(List.of("--set", "parley.conversations.starts=1000000"));
        command.addAll(List.of("--set", "parley.conversations.starts-of-new-accounts=1000000"));
        command.addAll(List.of("--set", "parley.conversations.unanswered=1000000"));
        command.addAll(List.of("--set", "parley.accounts.passwords.memory=1024"));
        command.addAll(List.of("--set", "parley.groups.members=100000"));
        return new BenchServer(List.copyOf(command), data);
    }

    private static Process launch(List<String> command, Path data, int port) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }

    private static URI awaitAddress(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofPlatform().daemon().name("server-output").start(() -> passOn(output));
                return URI.create(address.group(1));
            }
        }
        throw new IOException("The server did not start:\n" + said);
    }

    private static void passOn(BufferedReader output) {
        try (output) {
            boolean passing = false;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher entry = LOG_ENTRY.matcher(line);
                passing = entry.lookingAt() ? entry.group(1).matches("WARN|ERROR") : passing;
                if (passing) {
                    System.err.println("server: " + line);
                }
            }
        } catch (IOException closed) {
            return; // by the end of the process
        }
    }

    public URI address() {
        return address;
    }

    private ServerProcess running() {
        return new ServerProcess(process.pid(), address);
    }

    @Override
    public Duration cpu() {
        return running().cpu();
    }

    @Override
    public Memory memory() throws IOException, InterruptedException {
        return running().memory();
    }

    @Override
    public Optional<Stored> stored() throws IOException, InterruptedException {
        return running().stored();
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void restart() throws IOException {
        process = launch(command, data, address.getPort());
        awaitAddress(process);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyHttp;
import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code parley up} on a data folder, which can end in every way and start again at the same address. */
final class RunningServer implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final Pattern ADDRESS =
            Pattern.compile("Parley is up.*?(https?://127\\.0\\.0\\.1:\\d+)", Pattern.DOTALL);
    /** Below the ports that the system gives to clients: while the server is down nobody else gets its port. */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 10_000;

    private final Path folder;
    private final List<String> arguments;
    private ServerProcess process;
    private final HttpClient http;
    private final ParleyClient client;
    private final URI url;

    private RunningServer(Path folder, List<String> arguments, ServerProcess process, URI url, HttpClient http) {
        this.folder = folder;
        this.arguments = arguments;
        this.process = process;
        this.url = url;
        this.http = http;
        this.client = ParleyClient.at(url, http);
    }

    /**
     * Starts everything in one process, with rate limits out of the way.
     *
     * @param folder of its data and output
     * @param options as {@code name=value}
     */
    static RunningServer up(Path folder, String... options) throws IOException {
        return up(folder, List.of(), options);
    }

    /** @param http with which it is reached */
    static RunningServer up(Path folder, HttpClient http, String... options) throws IOException {
        return up(folder, http, List.of(), options);
    }

    /** @param engines as the command line names them */
    static RunningServer up(Path folder, List<String> engines, String... options) throws IOException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return up(folder, http, engines, options);
    }

    private static RunningServer up(Path folder, HttpClient http, List<String> engines, String... options)
            throws IOException {
        return up(folder, ServerProcess.program(), http, engines, options);
    }

    /** @param program perhaps of another release */
    static RunningServer up(Path folder, Unpacked program, List<String> engines, String... options) throws IOException {
        return up(folder, program, HttpClient.newHttpClient(), engines, options);
    }

    private static RunningServer up(
            Path folder, Unpacked program, HttpClient http, List<String> engines, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(engines);
        arguments.addAll(List.of("--port", Integer.toString(freePort())));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of("--set", "parley.accounts.attempts.per-address=100000"));
        arguments.addAll(List.of("--set", "parley.accounts.attempts.per-handle=100000"));
        arguments.addAll(List.of("--set", "parley.conversations.starts=100000"));
        arguments.addAll(List.of("--set", "parley.conversations.starts-of-new-accounts=100000"));
        arguments.addAll(List.of("--set", "parley.conversations.unanswered=100000"));
        for (String option : options) {
            arguments.addAll(List.of("--set", option));
        }
        Files.createDirectories(folder);
        GivenKeys.into(folder.resolve("data"));
        ServerProcess process = ServerProcess.start(folder, program, arguments);
        return new RunningServer(folder, arguments, process, awaitUp(process), http);
    }

    /** The same one, reached at another address. */
    RunningServer at(URI other) {
        return new RunningServer(folder, arguments, process, other, http);
    }

    static int freePort() throws IOException {
        while (true) {
            int port = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // another one is free
            }
        }
    }

    /** The address that a starting server says it listens at. */
    static URI awaitUp(ServerProcess process) {
        Matcher[] said = new Matcher[1];
        await().atMost(UP_WITHIN).pollInterval(Duration.ofMillis(50)).until(() -> {
            said[0] = ADDRESS.matcher(process.out());
            assertThat(process.isAlive()).as(() -> said(process)).isTrue();
            return said[0].find();
        });
        return URI.create(said[0].group(1));
    }

    private static String said(ServerProcess process) {
        try {
            return "The server runs; it said " + process.out() + process.err();
        } catch (IOException e) {
            return "The server runs";
        }
    }

    URI url() {
        return url;
    }

    ParleyClient client() {
        return client;
    }

    ParleyHttp http() {
        return client.http();
    }

    Path data() {
        return folder.resolve("data");
    }

    /** What it said since its last start. */
    String said() throws IOException {
        return process.out();
    }

    ServerProcess.Ended stop() throws IOException, InterruptedException {
        return process.stop();
    }

    void kill() throws IOException, InterruptedException {
        process.kill();
    }

    /** After it ended: on the same data, at the same address. */
    void startAgain() throws IOException {
        startAgain(ServerProcess.program());
    }

    /** As another release, perhaps. */
    void startAgain(Unpacked program) throws IOException {
        process = ServerProcess.start(folder, program, arguments);
        awaitUp(process);
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server ended", e);
        }
    }
}

package io.parley.bench.server;

import io.parley.bench.load.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operating system and the JVM say of a server process. */
public record ServerProcess(long pid, URI address) implements Server {
    private static final long COMMAND_SECONDS = 60;
    private static final Duration METRICS = Duration.ofSeconds(10);
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)");

    @Override
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("the server has ended"));
    }

    @Override
    public Optional<Stored> stored() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> metrics = http.send(
                    HttpRequest.newBuilder(address.resolve("/actuator/prometheus"))
                            .timeout(METRICS)
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            return Optional.of(StoreMetrics.in(metrics.body().toList()));
        }
    }

    /** After a full collection. */
    @Override
    public Memory memory() throws IOException, InterruptedException {
        long heap = liveHeap();
        return new Memory(ProcessTree.resident(pid), OptionalLong.of(heap));
    }

    private long liveHeap() throws IOException, InterruptedException {
        List<String> histogram = run("GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram.getLast());
        if (!total.find()) {
            throw new IOException("jcmd did not end with a total: " + histogram.getLast());
        }
        return Long.parseLong(total.group(1));
    }

    private List<String> run(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!jcmd.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            throw new IOException("jcmd " + command + " failed: " + output);
        }
        return output.lines().filter(line -> !line.isBlank()).toList();
    }
}

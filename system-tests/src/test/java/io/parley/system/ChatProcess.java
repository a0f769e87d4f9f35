package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal client of some release as a process of its own, which somebody writes in and reads. */
final class ChatProcess implements AutoCloseable {
    private static final String DATA = "data";
    private static final long END_WITHIN_SECONDS = 30;

    private final Process process;
    private final Writer in;
    private final Path home;
    private final Path out;

    private ChatProcess(Process process, Path home, Path out) {
        this.process = process;
        this.home = home;
        this.in = process.outputWriter();
        this.out = out;
    }

    /** @param home where the log-in and what is unsent are kept; made if missing */
    static ChatProcess start(Path jar, Path home, RunningServer server, String handle, String with) throws IOException {
        Files.createDirectories(home);
        Path out = Files.createTempFile(home, "chat", ".out");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        handle,
                        with,
                        "--url",
                        server.url().toString(),
                        "--data",
                        home.resolve(DATA).toString()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("PARLEY_PASSWORD", Person.PASSWORD);
        return new ChatProcess(builder.start(), home.resolve(DATA), out);
    }

    void say(String text) throws IOException {
        in.write(text + "\n");
        in.flush();
    }

    /** How often it has shown that so far. */
    long shown(String text) throws IOException {
        return Files.readString(out).lines().filter(line -> line.contains(text)).count();
    }

    void awaitShown(String text) {
        Deadline.await().untilAsserted(() -> assertThat(Files.readString(out)).contains(text));
    }

    /** Whether it would still know of that text after a crash. */
    boolean keeps(String text) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (Files.readString(file).contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Nothing more is said: it ends once the server has everything. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            in.close();
        }
        try {
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("The chat did not end: " + Files.readString(out));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a chat ended", e);
        }
    }
}

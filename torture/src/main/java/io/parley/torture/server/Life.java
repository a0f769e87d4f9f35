package io.parley.torture.server;

import io.parley.torture.check.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server from one start to its end. What it says goes into a file. */
public final class Life {
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);
    private static final Duration END_WITHIN = Duration.ofSeconds(60);
    private static final String UP = "Parley is up";

    private final Process process;
    private final Path said;

    private Life(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static Life start(List<String> command, Path said) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-server"));
        return new Life(process, said);
    }

    /** Waits until it serves or has ended; whether it serves. */
    public boolean awaitUp() {
        boolean decided = Patience.until(UP_WITHIN, () -> !process.isAlive() || isUp());
        if (!decided) {
            throw new IllegalStateException("The server did not start within " + UP_WITHIN + ":\n" + said());
        }
        return process.isAlive();
    }

    private boolean isUp() {
        return said().contains(UP);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9; the exit code. */
    public int kill() throws InterruptedException {
        process.destroyForcibly();
        return awaitEnd();
    }

    /** As Ctrl-C and an orchestrator do it; the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The server did not end within " + END_WITHIN + ":\n" + said());
        }
        return process.exitValue();
    }

    public String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

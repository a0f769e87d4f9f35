package io.parley.system;

import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own. What it says goes into files. */
final class ServerProcess {
    private static final long END_WITHIN_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    /** How a process ended, and all that it said. */
    record Ended(int exit, String out, String err) {}

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where its output goes */
    static ServerProcess start(Path folder, List<String> arguments) throws IOException {
        return start(folder, program(), arguments);
    }

    /** @param program perhaps of another release */
    static ServerProcess start(Path folder, Unpacked program, List<String> arguments) throws IOException {
        Path out = Files.createTempFile(folder, "server", ".out");
        Path err = Files.createTempFile(folder, "server", ".err");
        Process process = new ProcessBuilder(program.start(List.of(), arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ServerProcess(process, out, err);
    }

    /** Prepared once for all tests. */
    static Unpacked program() throws IOException {
        return program(Path.of(System.getProperty("parley.jar")));
    }

    static synchronized Unpacked program(Path jar) throws IOException {
        try {
            return Unpacked.prepare(jar, Path.of("target"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was prepared", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Asks it to stop, as Ctrl-C and an orchestrator do. */
    Ended stop() throws IOException, InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** kill -9. */
    Ended kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return awaitEnd();
    }

    Ended awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("The server did not end within " + END_WITHIN_SECONDS + " s: " + out() + err());
        }
        return new Ended(process.exitValue(), out(), err());
    }
}

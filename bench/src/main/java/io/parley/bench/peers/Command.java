package io.parley.bench.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that runs, says something and ends. */
record Command(List<String> words, Map<String, String> environment, Path in) {
    /**
     * @param input what it reads
     * @throws IOException with what it said, if it failed
     */
    String run(String input) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread writing = Thread.ofVirtual().start(() -> write(process, input));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writing.join();
        if (process.waitFor() != 0) {
            throw new IOException(words.getFirst() + " failed: " + output);
        }
        return output;
    }

    private static void write(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            return; // its exit code tells
        }
    }
}

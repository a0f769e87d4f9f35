package io.parley.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** For scripts: messages on standard output, notes on standard error, lines from standard input. */
final class PlainScreen implements Screen {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public void show(String line) {
        out.println(line);
    }

    @Override
    public void note(String line) {
        System.err.println(line);
    }

    @Override
    public void prompt(String prompt) {}

    @Override
    public @Nullable String read() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String readSecret(String question) {
        return null;
    }

    @Override
    public boolean confirm(String question) {
        return false;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public void close() {
        out.flush();
    }
}

package io.parley.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** A prompt at the bottom, and what happens above it. */
final class TerminalScreen implements Screen {
    private static final char MASK = '*';
    private static final String NOTHING_DONE = "Nothing was done.";

    private final Terminal terminal;
    private final Attributes before;
    private final LineReader lines;
    private final LineReader questions;
    private volatile String prompt = "> ";

    /** Raw for good, so that what is typed between two lines is neither echoed nor lost. */
    private TerminalScreen(Terminal terminal, LineReader lines, LineReader questions) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.lines = lines;
        this.questions = questions;
    }

    /** @param folder keeps what was typed before, for the arrow keys */
    static TerminalScreen open(Path folder) {
        try {
            Terminal terminal =
                    TerminalBuilder.builder().name("parley").dumb(true).build();
            LineReader lines = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .completer(new CommandCompleter())
                    .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .variable(LineReader.HISTORY_FILE, folder.resolve("typed"))
                    .variable(LineReader.HISTORY_SIZE, 500)
                    .build();
            LineReader questions =
                    LineReaderBuilder.builder().terminal(terminal).build();
            return new TerminalScreen(terminal, lines, questions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public void print(AttributedString line) {
        lines.printAbove(line);
    }

    @Override
    public synchronized void prompt(AttributedString newPrompt) {
        prompt = newPrompt.toAnsi(terminal);
        if (lines instanceof LineReaderImpl reader && reader.isReading()) {
            reader.setPrompt(prompt);
            reader.redisplay();
        }
    }

    @Override
    public Optional<String> readLine() {
        try {
            return Optional.of(lines.readLine(prompt));
        } catch (UserInterruptException | EndOfFileException leaving) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> askSecret(String question) {
        if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) return ask(question, MASK);
        return askWithoutEcho(question);
    }

    /** A dumb terminal cannot mask; JLine would write over the line again and again. */
    private Optional<String> askWithoutEcho(String question) {
        terminal.setAttributes(before);
        char[] secret = Objects.requireNonNull(System.console()).readPassword("%s", question);
        terminal.enterRawMode();
        if (secret == null) throw new ChatFailure(NOTHING_DONE);
        return Optional.of(new String(secret));
    }

    @Override
    public boolean confirm(String question) {
        return ask(question + " [y/N] ", null)
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
                .isPresent();
    }

    private Optional<String> ask(String question, @Nullable Character mask) {
        try {
            return Optional.of(questions.readLine(question, mask));
        } catch (UserInterruptException | EndOfFileException leaving) {
            throw new ChatFailure(NOTHING_DONE);
        }
    }

    @Override
    public void close() {
        try {
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

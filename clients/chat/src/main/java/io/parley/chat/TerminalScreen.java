package io.parley.chat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** A terminal: what arrives is shown above the line that is being typed. */
final class TerminalScreen implements Screen {
    private final Terminal terminal;
    private final LineReader reader;
    private volatile String prompt = "> ";

    private TerminalScreen(Terminal terminal, Completer completer) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("parley")
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    static TerminalScreen open() throws IOException {
        List<String> commands = SlashCommand.all().map(SlashCommand::text).toList();
        return new TerminalScreen(
                TerminalBuilder.builder().system(true).dumb(true).build(), new StringsCompleter(commands));
    }

    @Override
    public void show(String line) {
        reader.printAbove(line);
    }

    @Override
    public void note(String line) {
        reader.printAbove(new AttributedString(line, AttributedStyle.DEFAULT.faint()));
    }

    @Override
    public void prompt(String text) {
        prompt = text;
    }

    @Override
    public @Nullable String read() {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public @Nullable String readSecret(String question) {
        try {
            return reader.readLine(question, '*');
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean confirm(String question) {
        try {
            String answer = reader.readLine(question + " [Y/n] ").strip().toLowerCase(Locale.ROOT);
            return answer.isEmpty() || answer.startsWith("y");
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        }
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            System.err.println("The terminal could not be put back as it was: " + e.getMessage());
        }
    }
}

package io.parley.chat;

import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyProblem;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "parley chat",
        mixinStandardHelpOptions = true,
        version = "parley-chat 0.1",
        sortOptions = false,
        description = {
            "Talk in this terminal, or from a script.",
            "",
            "  parley chat alice bob                  talk to bob as alice",
            "  echo hello | parley chat alice bob     say one thing and wait until the server has it",
            "",
            "The password is asked for; scripts put it into PARLEY_PASSWORD. The log-in is kept, so it is needed once."
        })
final class ChatMain implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HANDLE", description = "Who you are.")
    private String handle = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "WITH", description = "Whom to talk to.")
    private @Nullable String with;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where log-ins and unsent messages are kept (~/.parley/chat).")
    private Path data = Path.of(System.getProperty("user.home"), ".parley", "chat");

    @Option(names = "--register", description = "Register without asking when the handle is new.")
    private boolean register;

    private final Supplier<Screen> plainScreen;
    private final Function<String, @Nullable String> environment;

    ChatMain(Supplier<Screen> plainScreen, Function<String, @Nullable String> environment) {
        this.plainScreen = plainScreen;
        this.environment = environment;
    }

    public static void main(String[] args) {
        ChatMain chat = new ChatMain(() -> new PlainScreen(System.in, System.out), System::getenv);
        System.exit(chat.run(System.err, args));
    }

    /** Answers the exit code: 0, 1 for a failure, 2 for wrong usage. */
    int run(PrintStream errors, String... args) {
        return new CommandLine(this)
                .setErr(new PrintWriter(errors, true, Charset.defaultCharset()))
                .setExecutionExceptionHandler(ChatMain::failed)
                .execute(args);
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult result) throws Exception {
        String sentence = switch (failure) {
            case ChatFailure chat -> chat.sentence();
            case ParleyProblem problem -> problem.detail();
            case UncheckedIOException io -> "The data folder cannot be used: " + io.getMessage();
            default -> throw failure;
        };
        command.getErr().println(sentence);
        return 1;
    }

    @Override
    public Integer call() {
        if (url.getHost() == null) throw new ChatFailure("'" + url + "' is no address; try http://127.0.0.1:8080.");
        try (DataFolder folder = DataFolder.open(data, url, handle);
                Screen screen = isTerminal() ? TerminalScreen.open(folder.path()) : plainScreen.get()) {
            ParleyClient client = ParleyClient.at(url);
            SignIn signIn = new SignIn(client.http(), folder, screen, handle, register, password());
            try (Chat chat = new Chat(client, signIn.tokens(), folder, screen, handle)) {
                return new Conversing(chat, screen).untilTheEnd(with);
            }
        }
    }

    private @Nullable String password() {
        return environment.apply("PARLEY_PASSWORD");
    }

    @SuppressWarnings("SystemConsoleNull") // it does return null on JDK 25 where input or output is piped
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}

package io.parley.chat;

import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Talks in a terminal, or for a script. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {
            "Talks in this terminal. Whoever is new is registered.",
            "With its input piped in, it sends each line and ends once all are accepted; the password comes from PARLEY_PASSWORD."
        })
public final class ChatMain implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HANDLE", description = "Who you are.")
    private String handle = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WITH",
            description = "Whom to talk with; /with does the same.")
    private @Nullable String with;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where log-ins and waiting messages are kept. Default: ~/.parley/chat.")
    private Path data = Path.of(System.getProperty("user.home"), ".parley", "chat");

    @Option(names = "--register", description = "Register without asking, if the handle is new.")
    private boolean register;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChatMain())
                .setExecutionExceptionHandler((fault, command, result) -> {
                    command.getErr().println("chat: " + sentence(fault));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParleyClient client = ParleyClient.at(url);
        ChatFolder folder = ChatFolder.of(data, url, handle);
        try (Screen screen =
                System.console() != null && System.console().isTerminal() ? TerminalScreen.open() : new PlainScreen()) {
            LogIn logIn = new LogIn(client.http(), folder, screen, handle, register);
            try (Chat chat = Chat.open(client, folder, screen, logIn.tokens(), handle)) {
                return chat.run(with) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
            }
        }
    }

    private static String sentence(Throwable fault) {
        return switch (fault) {
            case ParleyProblem problem -> problem.detail();
            case ConnectException away -> "The server cannot be reached; start it with ./parley up, or give --url.";
            default ->
                fault.getCause() instanceof ConnectException away
                        ? sentence(away)
                        : fault.getMessage() == null ? fault.toString() : fault.getMessage();
        };
    }
}

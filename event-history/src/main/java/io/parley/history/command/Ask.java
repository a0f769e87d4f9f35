package io.parley.history.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.history.source.HistoryException;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ask",
        description = {
            "Asks a server as one of its auditors, without its data folder: tail, show, inbox, message, diff and what-if, as they are here.",
            "The password is asked for, or comes from PARLEY_PASSWORD. The server's option parley.accounts.auditors names who may."
        },
        footer = {"", "  history ask --as ann https://chat.example.org show alice,bob --as-of 2h"})
public final class Ask implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int BAD = 300;
    private static final String PASSWORD = "PARLEY_PASSWORD";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "This text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--as", required = true, paramLabel = "HANDLE", description = "The auditor's handle.")
    private String handle = "";

    @Parameters(index = "0", paramLabel = "URL", description = "Of the server.")
    private @Nullable URI server;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUESTION", description = "Such as: show alice,bob.")
    private List<String> question = new ArrayList<>();

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
            String token = logIn(http);
            try {
                ObjectNode asked = json.createObjectNode();
                question.forEach(asked.putArray("ask")::add);
                Objects.requireNonNull(spec).commandLine().getOut().print(post(http, "/v1/history", token, asked));
            } finally {
                send(http, request("/v1/sessions/current", token).DELETE());
            }
        }
        return 0;
    }

    private String logIn(HttpClient http) {
        ObjectNode credentials = json.createObjectNode()
                .put("handle", handle)
                .put("password", password())
                .put("deviceName", "parley history");
        return read(post(http, "/v1/sessions", null, credentials))
                .path("accessToken")
                .asText();
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 has none again where there is no terminal
    private String password() {
        String given = System.getenv(PASSWORD);
        if (given != null) {
            return given;
        }
        Console console = System.console();
        char[] typed =
                console != null && console.isTerminal() ? console.readPassword("Password of %s: ", handle) : null;
        if (typed == null) {
            throw new HistoryException("There is no terminal to ask for the password; put it into " + PASSWORD + ".");
        }
        return new String(typed);
    }

    private String post(HttpClient http, String path, @Nullable String token, ObjectNode body) {
        return send(
                http,
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        Objects.requireNonNull(server).resolve(path))
                .timeout(DEADLINE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= BAD) {
                throw new HistoryException(detail(answer));
            }
            return answer.body();
        } catch (IOException e) {
            throw new HistoryException("The server at " + server + " does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("Interrupted.", e);
        }
    }

    private String detail(HttpResponse<String> answer) {
        JsonNode detail = answer.body().startsWith("{") ? read(answer.body()).path("detail") : json.nullNode();
        return detail.isTextual()
                ? detail.asText()
                : "The server at " + server + " answered " + answer.statusCode() + ".";
    }

    private JsonNode read(String answer) {
        try {
            return json.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new HistoryException("What answers at " + server + " is no Parley server.", e);
        }
    }
}

package io.parley.server.train;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the first user of a server does: opens the page, registers, and says something to somebody. */
public final class FirstConversation {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse battery staple";

    private final HttpClient http;
    private final JsonMapper json;
    private final URI server;

    private FirstConversation(HttpClient http, JsonMapper json, URI server) {
        this.http = http;
        this.json = json;
        this.server = server;
    }

    /**
     * Blocks until the message is accepted.
     *
     * @throws IOException if the server does not answer as it should
     */
    public static void with(URI server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            new FirstConversation(http, JsonMapper.shared(), server).hold();
        }
    }

    private void hold() throws IOException, InterruptedException {
        for (String path : new String[] {"/", "/openapi.json", "/asyncapi.json", "/actuator/health/readiness"}) {
            ask(HttpRequest.newBuilder(server.resolve(path)));
        }
        post("/v1/accounts", null, Map.of("handle", "alice", "password", PASSWORD));
        post("/v1/accounts", null, Map.of("handle", "bob", "password", PASSWORD));
        String token = post("/v1/sessions", null, Map.of("handle", "alice", "password", PASSWORD))
                .path("accessToken")
                .asString();
        String conversation = post("/v1/conversations/direct", token, Map.of("with", "bob"))
                .path("conversation")
                .asString();
        say(token, conversation);
        ask(HttpRequest.newBuilder(server.resolve("/v1/conversations")).header("Authorization", "Bearer " + token));
    }

    private JsonNode post(String path, @Nullable String token, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return json.readTree(ask(request));
    }

    private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(ANSWERED_WITHIN).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(response.uri() + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    private void say(String token, String conversation) throws IOException, InterruptedException {
        Accepted accepted = new Accepted(json);
        URI socket = URI.create("ws" + server.resolve("/socket").toString().substring("http".length()));
        WebSocket open = http.newWebSocketBuilder()
                .subprotocols("parley.1")
                .buildAsync(socket, accepted)
                .join();
        try {
            send(open, Map.of("t", "hello", "id", "1", "token", token, "client", "parley-train"));
            send(
                    open,
                    Map.of(
                            "t",
                            "send",
                            "id",
                            "2",
                            "conversation",
                            conversation,
                            "mid",
                            UUID.randomUUID(),
                            "body",
                            "Hello!"));
            accepted.seen.get(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The first message was not accepted", e);
        } finally {
            open.abort();
        }
    }

    private void send(WebSocket socket, Map<String, Object> frame) {
        socket.sendText(json.writeValueAsString(frame), true).join();
    }

    private static final class Accepted implements WebSocket.Listener {
        private final CompletableFuture<Void> seen = new CompletableFuture<>();
        private final StringBuilder frame = new StringBuilder();
        private final JsonMapper json;

        Accepted(JsonMapper json) {
            this.json = json;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            frame.append(text);
            if (last) {
                JsonNode whole = json.readTree(frame.toString());
                frame.setLength(0);
                switch (whole.path("t").asString()) {
                    case "accepted" -> seen.complete(null);
                    case "error" -> seen.completeExceptionally(new IOException(whole.toString()));
                    default -> {}
                }
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            seen.completeExceptionally(fault);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            seen.completeExceptionally(new IOException("closed with " + status + " " + reason));
            return WebSocket.Listener.super.onClose(socket, status, reason);
        }
    }
}

package io.parley.command.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as anybody would write it. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    Http(int port) {
        this.port = port;
    }

    record Answer(int status, HttpResponse<String> response, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    Answer post(String path, Map<String, ?> body) {
        return postText(path, JSON.writeValueAsString(body));
    }

    Answer postText(String path, String body) {
        return send(request(path, null)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postFromPage(String path, Map<String, ?> body, @Nullable String cookie) {
        HttpRequest.Builder request = request(path, null)
                .header("Content-Type", "application/json")
                .header("Origin", "http://127.0.0.1:" + port)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(cookie == null ? request : request.header("Cookie", cookie));
    }

    Answer get(String path, @Nullable String token) {
        return send(request(path, token));
    }

    Answer delete(String path, @Nullable String token) {
        return send(request(path, token).DELETE());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), response, JSON.readTree(body.isEmpty() ? "{}" : body));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

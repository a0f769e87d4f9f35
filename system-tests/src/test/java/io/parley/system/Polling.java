package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sessions over HTTP, as somebody would drive them by hand. */
final class Polling {
    static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONGER_THAN_A_POLL_IS_HELD = Duration.ofSeconds(60);
    private static final int MOST_FRAMES = 50;

    private final RunningServer server;

    Polling(RunningServer server) {
        this.server = server;
    }

    HttpResponse<String> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/poll"))
                .timeout(LONGER_THAN_A_POLL_IS_HELD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @param frames JSON objects, with commas between */
    JsonNode poll(@Nullable String session, String frames) {
        ObjectNode body = MAPPER.createObjectNode();
        if (session != null) {
            body.put("session", session);
        }
        body.set("frames", MAPPER.readTree("[" + frames + "]"));
        HttpResponse<String> response = post(body.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    static String hello(String token) {
        return """
                {"t": "hello", "id": "h", "token": "%s", "client": "system-tests"}""".formatted(token);
    }

    /** A session's key. */
    String greet(Person person) {
        JsonNode answer = poll(null, hello(person.token()));
        assertThat(answer.at("/frames/0/t").asString()).isEqualTo("welcome");
        assertThat(answer.has("closed")).isFalse();
        return answer.path("session").asString();
    }

    /** Polls until a frame of that type came. */
    JsonNode awaitFrame(String session, String type) {
        List<JsonNode> others = new ArrayList<>();
        while (others.size() < MOST_FRAMES) {
            for (JsonNode frame : poll(session, "").path("frames")) {
                if (frame.path("t").asString().equals(type)) {
                    return frame;
                }
                others.add(frame);
            }
        }
        throw new AssertionError("no " + type + " but " + others);
    }
}

package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sessions over HTTP, as somebody would drive them by hand. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class PollIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LONGER_THAN_A_POLL_IS_HELD = Duration.ofSeconds(60);

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    PollIT(RunningServer server) {
        this.server = server;
    }

    private HttpResponse<String> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/poll"))
                .timeout(LONGER_THAN_A_POLL_IS_HELD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @param frames JSON objects, with commas between */
    private JsonNode poll(@Nullable String session, String frames) {
        ObjectNode body = MAPPER.createObjectNode();
        if (session != null) {
            body.put("session", session);
        }
        body.set("frames", MAPPER.readTree("[" + frames + "]"));
        HttpResponse<String> response = post(body.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    private static String hello(String token) {
        return """
                {"t": "hello", "id": "h", "token": "%s", "client": "system-tests"}""".formatted(token);
    }

    /** A session's key. */
    private String greet(Person person) {
        JsonNode answer = poll(null, hello(person.token()));
        assertThat(answer.at("/frames/0/t").asString()).isEqualTo("welcome");
        assertThat(answer.has("closed")).isFalse();
        return answer.path("session").asString();
    }

    /** Polls until a frame of that type came. */
    private JsonNode awaitFrame(String session, String type) {
        List<JsonNode> others = new ArrayList<>();
        while (others.size() < 50) {
            for (JsonNode frame : poll(session, "").path("frames")) {
                if (frame.path("t").asString().equals(type)) {
                    return frame;
                }
                others.add(frame);
            }
        }
        throw new AssertionError("no " + type + " but " + others);
    }

    @Test
    void twoPeopleTalkAndOneOfThemHasNoWebSocket() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String conversation = alice.with(bob);
        String polled = greet(alice);
        try (Socket socket = bob.connect()) {
            JsonNode posted = poll(polled, """
                    {"t": "send", "id": "1", "conversation": "%s", "mid": "%s", "body": "over HTTP 🙂"}""".formatted(conversation, UUID.randomUUID()));
            assertThat(posted.path("frames")).as("said where it is asked for").isEmpty();
            assertThat(awaitFrame(polled, "accepted").path("re").asString()).isEqualTo("1");

            assertThat(socket.message(conversation, 1).body()).isEqualTo("over HTTP 🙂");
            socket.say(conversation, "over a WebSocket");
            assertThat(awaitFrame(polled, "message").path("body").asString()).isEqualTo("over a WebSocket");
        }
    }

    @Test
    void aHelloThatIsRefusedIsAnsweredWithItsClose() {
        JsonNode answer = poll(null, hello("no.such.token"));
        assertThat(answer.at("/frames/0/code").asString()).isEqualTo("token_invalid");
        assertThat(answer.at("/frames/0/re").asString()).isEqualTo("h");
        assertThat(answer.at("/closed/code").asInt()).isEqualTo(4101);
    }

    @Test
    void whatIsNoHelloStartsNothing() {
        JsonNode answer = poll(null, "{\"t\": \"sync\", \"id\": \"s\"}");
        assertThat(answer.at("/frames/0/code").asString()).isEqualTo("hello_expected");
        assertThat(answer.at("/closed/code").asInt()).isEqualTo(4200);
        assertThat(poll(answer.path("session").asString(), "")
                        .at("/closed/code")
                        .asInt())
                .isEqualTo(4000);
    }

    @Test
    void aSessionThatNobodyKnowsIsClosed() {
        assertThat(poll("no-such-session", "").at("/closed/code").asInt()).isEqualTo(4000);
    }

    @Test
    void aWrongFrameIsAnsweredAndHarmsNothing() {
        String session = greet(Person.register(server, "alice"));
        poll(session, "{\"t\": \"sync\", \"id\": 7}, \"nonsense\", {\"t\": \"sync\", \"id\": \"s\"}");
        assertThat(awaitFrame(session, "synced").path("re").asString()).isEqualTo("s");
    }

    @Test
    void theClientEndsItsSession() {
        Person alice = Person.register(server, "alice");
        String session = greet(alice);
        assertThat(post("{\"session\": \"" + session + "\", \"close\": true}").statusCode())
                .isEqualTo(200);
        assertThat(poll(session, "").at("/closed/code").asInt()).isEqualTo(4000);
    }

    @Test
    void aLogOutEndsItToo() {
        Person alice = Person.register(server, "alice");
        String session = greet(alice);
        alice.http().logOut(alice.token());
        Deadline.await().until(() -> poll(session, "").at("/closed/code").asInt() == 4202);
    }

    @Test
    void whatIsNoPollIsRefusedWithAReason() {
        for (String body : List.of("", "nonsense", "[]", "{}", "{\"frames\": []}", "{\"frames\": {}}")) {
            HttpResponse<String> response = post(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(MAPPER.readTree(response.body()).path("code").asString()).isEqualTo("bad_request");
        }
        String many = "{\"t\": \"pong\"},".repeat(65).replaceFirst(",$", "");
        assertThat(post("{\"frames\": [" + many + "]}").body()).contains("64");
    }
}

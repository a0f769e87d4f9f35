package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Sessions over HTTP. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class PollIT {
    private final RunningServer server;
    private final Polling polling;

    PollIT(RunningServer server) {
        this.server = server;
        this.polling = new Polling(server);
    }

    @Test
    void twoPeopleTalkAndOneOfThemHasNoWebSocket() {
        Person alice = Person.register(server, "alice");
        Person bob = Person.register(server, "bob");
        String conversation = alice.with(bob);
        String polled = polling.greet(alice);
        try (Socket socket = bob.connect()) {
            JsonNode posted = polling.poll(polled, """
                    {"t": "send", "id": "1", "conversation": "%s", "mid": "%s", "body": "over HTTP 🙂"}""".formatted(conversation, UUID.randomUUID()));
            assertThat(posted.path("frames")).as("said where it is asked for").isEmpty();
            assertThat(polling.awaitFrame(polled, "accepted").path("re").asString())
                    .isEqualTo("1");

            assertThat(socket.message(conversation, 1).body()).isEqualTo("over HTTP 🙂");
            socket.say(conversation, "over a WebSocket");
            assertThat(polling.awaitFrame(polled, "message").path("body").asString())
                    .isEqualTo("over a WebSocket");
        }
    }

    @Test
    void aHelloThatIsRefusedIsAnsweredWithItsClose() {
        JsonNode answer = polling.poll(null, Polling.hello("no.such.token"));
        assertThat(answer.at("/frames/0/code").asString()).isEqualTo("token_invalid");
        assertThat(answer.at("/frames/0/re").asString()).isEqualTo("h");
        assertThat(answer.at("/closed/code").asInt()).isEqualTo(4101);
    }

    @Test
    void whatIsNoHelloStartsNothing() {
        JsonNode answer = polling.poll(null, "{\"t\": \"sync\", \"id\": \"s\"}");
        assertThat(answer.at("/frames/0/code").asString()).isEqualTo("hello_expected");
        assertThat(answer.at("/closed/code").asInt()).isEqualTo(4200);
        assertThat(polling.poll(answer.path("session").asString(), "")
                        .at("/closed/code")
                        .asInt())
                .isEqualTo(4000);
    }

    @Test
    void aSessionThatNobodyKnowsIsClosed() {
        assertThat(polling.poll("no-such-session", "").at("/closed/code").asInt())
                .isEqualTo(4000);
    }

    @Test
    void aWrongFrameIsAnsweredAndHarmsNothing() {
        String session = polling.greet(Person.register(server, "alice"));
        polling.poll(session, "{\"t\": \"sync\", \"id\": 7}, \"nonsense\", {\"t\": \"sync\", \"id\": \"s\"}");
        assertThat(polling.awaitFrame(session, "synced").path("re").asString()).isEqualTo("s");
    }

    @Test
    void theClientEndsItsSession() {
        Person alice = Person.register(server, "alice");
        String session = polling.greet(alice);
        assertThat(polling.post("{\"session\": \"" + session + "\", \"close\": true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(polling.poll(session, "").at("/closed/code").asInt()).isEqualTo(4000);
    }

    @Test
    void aLogOutEndsItToo() {
        Person alice = Person.register(server, "alice");
        String session = polling.greet(alice);
        alice.http().logOut(alice.token());
        Deadline.await()
                .until(() -> polling.poll(session, "").at("/closed/code").asInt() == 4202);
    }

    @Test
    void whatIsNoPollIsRefusedWithAReason() {
        for (String body : List.of("", "nonsense", "[]", "{}", "{\"frames\": []}", "{\"frames\": {}}")) {
            HttpResponse<String> response = polling.post(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(Polling.MAPPER.readTree(response.body()).path("code").asString())
                    .isEqualTo("bad_request");
        }
        String many = "{\"t\": \"pong\"},".repeat(65).replaceFirst(",$", "");
        assertThat(polling.post("{\"frames\": [" + many + "]}").body()).contains("64");
    }
}

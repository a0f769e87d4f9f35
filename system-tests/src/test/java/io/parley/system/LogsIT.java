package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server logs, at its most talkative. */
@ExtendWith(FramesChecked.class)
class LogsIT {
    private static final String SECRET = "zebra-" + UUID.randomUUID();
    private static final int MESSAGES = 50;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Test
    void linesAreJsonNameTheSessionAndHoldNoBodyAndNoToken(@TempDir Path folder) throws Exception {
        try (RunningServer server = RunningServer.up(
                folder,
                "logging.structured.format.console=ecs",
                "logging.level.io.parley=trace",
                "logging.level.org.axonframework=debug")) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String talk = alice.with(bob);
            String session;
            try (Socket a = alice.connect();
                    Socket b = Socket.open(server)) {
                session = b.greet(bob.token()).session();
                UUID last = null;
                for (int i = 0; i < MESSAGES; i++) {
                    UUID mid = UUID.randomUUID();
                    a.accepted(talk, mid, last, SECRET + i);
                    last = mid;
                }
                b.message(last);
                hostile(a, b, talk);
            }
            try (Socket stranger = Socket.open(server)) {
                stranger.refused(hello(SECRET), "1");
                stranger.closeCode();
            }
            assertThat(catchThrowable(() -> server.http().logIn(alice.handle(), SECRET)))
                    .isInstanceOf(ParleyProblem.class);
            assertThat(catchThrowable(() -> server.http().direct(SECRET, bob.handle())))
                    .isInstanceOf(ParleyProblem.class);

            ServerProcess.Ended ended = server.stop();
            assertThat(ended.out() + ended.err())
                    .doesNotContain(SECRET, Person.PASSWORD, alice.token(), bob.token())
                    .doesNotContain(signature(alice), signature(bob));
            List<JsonNode> lines = lines(ended);
            assertThat(lines)
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line.path("@timestamp").asString("")).isNotBlank())
                    .allSatisfy(line ->
                            assertThat(line.path("message").asString("")).isNotBlank())
                    .anySatisfy(line ->
                            assertThat(line.path("session").asString("")).isEqualTo(session));
        }
    }

    @Test
    void whoeverAsksWithTheWrongMethodIsToldSoAndLeavesNothingInTheLog(@TempDir Path folder) throws Exception {
        try (RunningServer server = RunningServer.up(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            Person alice = Person.register(server, "alice");
            HttpRequest wrong = HttpRequest.newBuilder(server.url().resolve("/v1/conversations"))
                    .header("Authorization", "Bearer " + alice.token())
                    .DELETE()
                    .build();

            HttpResponse<String> answer = http.send(wrong, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(405);
            ServerProcess.Ended ended = server.stop();
            assertThat(ended.out() + ended.err()).contains("INFO").doesNotContain("WARN", "ERROR");
        }
    }

    /** Everything in them is as secret as in a good frame. */
    private static void hostile(Socket a, Socket b, String talk) {
        a.refused(SECRET, null);
        a.refused("{\"t\":\"" + SECRET + "\",\"id\":\"7\"}", "7");
        a.refused("{\"t\":\"send\",\"id\":\"8\",\"conversation\":\"" + talk + "\",\"body\":\"" + SECRET + "\"}", "8");
        a.refused("{\"t\":\"auth\",\"id\":\"9\",\"token\":\"" + SECRET + "\"}", "9");
        a.askInVain(id -> new ClientFrame.Send(id, talk, UUID.randomUUID(), UUID.randomUUID(), SECRET));
        a.askInVain(id -> new ClientFrame.Send(id, "nowhere", UUID.randomUUID(), null, SECRET));
        b.delivered("nowhere", 7);
        b.sync(null);
    }

    private static String hello(String token) {
        return "{\"t\":\"hello\",\"id\":\"1\",\"token\":\"" + token + "\",\"client\":\"x\"}";
    }

    private static String signature(Person person) {
        return person.token().substring(person.token().lastIndexOf('.') + 1);
    }

    private static List<JsonNode> lines(ServerProcess.Ended ended) {
        List<JsonNode> lines = new ArrayList<>();
        (ended.out() + ended.err())
                .lines()
                .filter(line -> line.startsWith("{"))
                .forEach(line -> lines.add(MAPPER.readTree(line)));
        return lines;
    }
}

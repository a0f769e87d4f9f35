package io.parley.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.ParleyClient;
import io.parley.client.script.ScriptedHttp;
import io.parley.client.script.ScriptedHttp.Answer;
import io.parley.client.script.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParleyHttpTest {
    @TempDir
    Path folder;

    @Test
    void readsAndWritesWhatTheApiSays() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder)) {
            ParleyHttp http = ParleyClient.at(server.uri()).http();
            server.http().on("POST /v1/sessions", question -> {
                assertThat(question.body()).isEqualTo("{\"handle\":\"alice\",\"password\":\"secret\"}");
                return new Answer(
                        200,
                        "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"expiresIn\":900,\"user\":\"u\",\"device\":\"d\",\"new\":1}");
            });
            assertThat(http.logIn("alice", "secret")).isEqualTo(new Tokens("a", "r", 900, "u", "d"));
            server.http().on("GET /v1/conversations/c1/entries", question -> {
                assertThat(question.authorization()).isEqualTo("Bearer a");
                assertThat(question.query()).isEqualTo("limit=2&before=9");
                return new Answer(
                        200,
                        "{\"entries\":[{\"seq\":8,\"kind\":\"message\",\"from\":\"u\",\"body\":\"hi\",\"time\":\"2026-11-24T10:15:30Z\"}],\"more\":true}");
            });
            HistoryPage page = http.entriesBefore("a", "c1", 9L, 2);
            assertThat(page.more()).isTrue();
            assertThat(page.entries().getFirst().time()).isEqualTo(Instant.parse("2026-11-24T10:15:30Z"));
            server.http().on("DELETE /v1/sessions/current", question -> new Answer(204, null));
            http.logOut("a");
        }
    }

    @Test
    void aRefusalIsAProblemWithItsCodeAndSentence() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder)) {
            server.http()
                    .on("POST /v1/accounts", question -> ScriptedHttp.problem(409, "handle_taken", "It is taken."));
            ParleyProblem problem = catchThrowableOfType(
                    ParleyProblem.class,
                    () -> ParleyClient.at(server.uri()).http().register("a", "b", null));
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.code()).isEqualTo("handle_taken");
            assertThat(problem.detail()).isEqualTo("It is taken.");
            assertThat(problem.retryable()).isFalse();
        }
    }

    @Test
    void aServerThatIsAwayOrNotParleyIsAProblemToo() throws Exception {
        URI nobody;
        try (ScriptedServer server = ScriptedServer.start(folder)) {
            nobody = server.uri();
            server.http().on("GET /v1/pending", question -> new Answer(200, "<html>"));
            ParleyProblem problem = catchThrowableOfType(
                    ParleyProblem.class,
                    () -> ParleyClient.at(server.uri()).http().pending("t"));
            assertThat(problem.code()).isEqualTo("bad_answer");
        }
        ParleyProblem problem = catchThrowableOfType(
                ParleyProblem.class, () -> ParleyClient.at(nobody).http().pending("t"));
        assertThat(problem.code()).isEqualTo("unreachable");
        assertThat(problem.retryable()).isTrue();
    }
}

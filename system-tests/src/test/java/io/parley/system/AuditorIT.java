package io.parley.system;

import static io.parley.system.Deadline.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.Devices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Auditors ask the event history over HTTP. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class AuditorIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Person ann;

    private final RunningServer server;
    private final Person alice;
    private final Person bob;
    private final String between;
    private final String talk;

    @BeforeAll
    static void auditor(RunningServer server) {
        ann = Person.registerAs(server, SharedServer.AUDITOR);
    }

    AuditorIT(RunningServer server) {
        this.server = server;
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        between = alice.handle() + "," + bob.handle();
        talk = alice.with(bob);
        try (Socket a = alice.connect()) {
            a.say(talk, "The treasure lies under the elm");
        }
    }

    private HttpResponse<String> ask(Person who, String... words) throws Exception {
        String ask = Stream.of(words).map(word -> '"' + word + '"').collect(Collectors.joining(",", "[", "]"));
        URI url = server.url().resolve("/v1/history");
        return HTTP.send(
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + who.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"ask\":" + ask + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anAuditorIsToldAndThatIsAnEvent() throws Exception {
        HttpResponse<String> told = ask(ann, "show", between);

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(told.body()).contains(alice.handle() + ": The treasure lies under the elm");
        HttpResponse<String> uses = ask(ann, "tail", "--type", "HistoryRead", "--conversation", between, "--last", "1");
        assertThat(uses.body()).contains("auditor=" + ann.handle(), "question=show", "conversations=[" + talk + "]");
    }

    @Test
    void standInsHideWhoAndWhat() throws Exception {
        assertThat(ask(ann, "show", between, "--pseudonymous").body())
                .contains("pu_")
                .doesNotContain("treasure")
                .doesNotContain(alice.handle());
    }

    @Test
    void nobodyElseIsTold() throws Exception {
        HttpResponse<String> refused = ask(alice, "show", between);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"forbidden\"").doesNotContain("treasure");
    }

    @Test
    void aWrongQuestionIsSaidInASentence() throws Exception {
        assertThat(ask(ann, "show", alice.handle() + ",nobody").body())
                .contains("There is nobody with the handle or id 'nobody'.");
        assertThat(ask(ann, "export", "--to", "/tmp/x").statusCode()).isEqualTo(400);
        assertThat(ask(ann, "show", between, "--data", "/tmp").statusCode()).isEqualTo(400);
        assertThat(ask(ann).statusCode()).isEqualTo(400);
    }

    private record Said(int exit, String out, String err) {}

    /** As a terminal at another machine does it. */
    private Said tool(Map<String, String> environment) throws Exception {
        ProcessBuilder tool = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.history.HistoryMain",
                "ask",
                "--as",
                ann.handle(),
                server.url().toString(),
                "show",
                between,
                "--last",
                "1");
        tool.environment().remove("PARLEY_PASSWORD");
        tool.environment().putAll(environment);
        Process running = tool.start();
        running.getOutputStream().close();
        String out = new String(running.getInputStream().readAllBytes(), UTF_8);
        String err = new String(running.getErrorStream().readAllBytes(), UTF_8);
        return new Said(running.waitFor(), out, err);
    }

    @Test
    void theToolAsksAServerWithoutItsDataFolder() throws Exception {
        Said told = tool(Map.of("PARLEY_PASSWORD", Person.PASSWORD));
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains(alice.handle() + ": The treasure lies under the elm");
        await().until(() -> server.http().devices(ann.token()).devices().stream()
                        .filter(Devices.Device::loggedIn)
                        .count()
                == 1);

        Said guessed = tool(Map.of("PARLEY_PASSWORD", "a guess"));
        assertThat(guessed.exit()).isEqualTo(1);
        assertThat(guessed.out()).isEmpty();
        assertThat(guessed.err()).isEqualTo("history: Handle or password is wrong.\n");
        assertThat(tool(Map.of()).err()).contains("PARLEY_PASSWORD").hasLineCount(1);
    }
}

package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks too much is told how long to wait; the others are not. */
@ExtendWith(FramesChecked.class)
class LimitsIT {
    @Test
    void requestsOfADeviceAndOfAPersonAreLimitedAndOthersAreNot(@TempDir Path folder) throws Exception {
        try (RunningServer server = RunningServer.up(
                folder,
                "parley.edge.limits.requests-per-device=20",
                "parley.edge.limits.requests-per-user=30",
                "parley.edge.limits.window=1h")) {
            Person alice = Person.register(server, "alice");
            try (Socket first = alice.connect();
                    Socket second = alice.onAnotherDevice().connect();
                    Socket other = Person.register(server, "bob").connect()) {
                assertThat(served(first, 21)).isEqualTo(20);
                assertThat(served(second, 20))
                        .as("the person's other device has what is left")
                        .isEqualTo(10);
                ServerFrame.Error refused = first.askInVain(id -> new ClientFrame.Sync(id, null, null));
                assertThat(refused.code()).isEqualTo("rate_limited");
                assertThat(refused.retryable()).isTrue();
                assertThat(refused.retryAfterMs()).isBetween(1L, 3_600_000L);
                assertThat(served(other, 10)).isEqualTo(10);
            }
        }
    }

    @Test
    void theClientLibraryWaitsAndLosesNothing(@TempDir Path folder) throws Exception {
        try (RunningServer server =
                RunningServer.up(folder, "parley.edge.limits.requests-per-device=10", "parley.edge.limits.window=1s")) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            Received received = new Received();
            try (Session a = alice.session(new MemorySessionStore(), new Received());
                    Session b = bob.session(new MemorySessionStore(), received)) {
                List<CompletableFuture<ServerFrame.Accepted>> sent = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    sent.add(a.send(conversation, "m" + i));
                }
                sent.forEach(Deadline::get);
                Deadline.await().until(() -> received.bodies(conversation).size() == 40);
                assertThat(received.seqs(conversation)).isSorted().doesNotHaveDuplicates();
                assertThat(b.state().name()).isEqualTo("CONNECTED");
            }
        }
    }

    private static long served(Socket socket, int requests) {
        List<CompletableFuture<ServerFrame>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(socket.request(id -> new ClientFrame.Sync(id, null, null)));
        }
        return answers.stream()
                .map(Deadline::get)
                .filter(ServerFrame.Synced.class::isInstance)
                .count();
    }

    @Test
    void requestsOfAnAddressAreLimitedAndAnswersSayWhatABrowserMayDoWithThem(@TempDir Path folder) throws Exception {
        try (RunningServer server =
                RunningServer.up(folder, "parley.web.requests-per-address=5", "parley.web.requests-window=1m")) {
            HttpResponse<String> answer = get(server.url());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map())
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("referrer-policy", List.of("no-referrer"))
                    .containsEntry("content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"));
            for (int i = 0; i < 5; i++) {
                answer = get(server.url());
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("\"rate_limited\"");
            assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(1L, 61L);
        }
    }

    private static HttpResponse<String> get(URI server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.resolve("/asyncapi.json")).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aLimitThatMakesNoSenseKeepsTheServerFromStarting(@TempDir Path folder) throws Exception {
        ServerProcess process = ServerProcess.start(
                folder,
                List.of("up", "--port", "0", "--data", folder + "/data", "--set", "parley.edge.limits.window=-1s"));
        ServerProcess.Ended ended = process.awaitEnd();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("parley.edge.limits.window must be longer than 0");
        assertThat(ended.out()).doesNotContain("Parley is up");
    }
}

package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of its own, which fills up. */
@ExtendWith(FramesChecked.class)
class FullDiskIT {
    private static final int SMALL_MIB = 64;
    private static final int LARGE_MIB = 256;
    private static final int FILE_BYTES = 20_000_000;
    private static final String BODY = "x".repeat(16_000);
    private static final int MOST_SENDS = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Path data;

    private void mount(int mib) throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + mib + "m", "tmpfs", data.toString()) == 0,
                "NOT RUN: this user may not mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", data.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Path fill() throws IOException {
        Path filler = folder.resolve("data").resolve("filler");
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Test
    void whatWasAcceptedStaysAndNothingMoreIsUntilThereIsRoom() throws Exception {
        mount(SMALL_MIB);
        List<Accepted> accepted = new ArrayList<>();
        try (RunningServer server = RunningServer.up(folder)) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String conversation = alice.with(bob);
            Path filler;
            try (Socket a = alice.connect()) {
                for (int i = 0; i < 20; i++) {
                    accepted.add(a.say(conversation, "before " + i));
                }
                filler = fill();
                ServerFrame.Error refused = sendUntilRefused(a, conversation, accepted);
                assertThat(refused.code()).isEqualTo("unavailable");
                assertThat(refused.retryable()).isTrue();
                assertThat(a.isOpen()).isTrue();
                Deadline.await().until(() -> health(server) == 503);
                assertThat(a.history(conversation, null, 0L, 10).entries())
                        .as("what is there can be read")
                        .hasSize(10);
                assertThat(catchThrowableOfType(ParleyProblem.class, () -> Person.register(server, "late"))
                                .retryable())
                        .isTrue();
            }
            ServerProcess.Ended ended = server.stop();
            assertThat(ended.exit()).isIn(0, 143);
            Files.delete(filler);

            server.startAgain();

            try (Socket a = alice.connect()) {
                long head = accepted.getLast().seq();
                Deadline.await().until(() -> a.sync(null).heads().stream().anyMatch(one -> one.seq() >= head));
                accepted.add(a.say(conversation, "and on it goes"));
                List<Entry> entries = new ArrayList<>();
                for (long after = 0;
                        after < accepted.getLast().seq();
                        after = entries.getLast().seq()) {
                    entries.addAll(a.history(conversation, null, after, 100).entries());
                }
                assertThat(entries)
                        .extracting(Entry::mid)
                        .as("nobody knows of the refused one whether it was written")
                        .containsSubsequence(
                                accepted.stream().map(Accepted::mid).toList())
                        .doesNotHaveDuplicates()
                        .hasSizeBetween(accepted.size(), accepted.size() + 1);
            }
            assertThat(health(server)).isEqualTo(200);
        }
    }

    @Test
    void filesLeaveRoomForMessages() throws Exception {
        mount(LARGE_MIB);
        Path film = Files.write(folder.resolve("film.bin"), new byte[FILE_BYTES]);
        try (RunningServer server = RunningServer.up(folder, "parley.assets.reserve=128MB")) {
            Person alice = Person.register(server, "alice");
            String conversation = alice.with(Person.register(server, "bob"));
            List<String> stored = uploadUntilRefused(server, alice, film);
            assertThat(stored).isNotEmpty();
            assertThat(data.resolve("assets/incoming")).isEmptyDirectory();

            try (Socket a = alice.connect()) {
                a.say(conversation, "still taken");
            }
            assertThat(health(server)).isEqualTo(200);
            CompletableFuture<String> inParts = CompletableFuture.supplyAsync(
                    () -> alice.http().upload(alice.token(), "film.bin", film).asset());
            Deadline.await().until(() -> data.resolve("uploads").toFile().list().length > 0);
            for (String asset : stored) {
                assertThat(ask(server, alice, "/v1/assets/" + asset, "DELETE", BodyPublishers.noBody())
                                .statusCode())
                        .isEqualTo(204);
            }
            assertThat(inParts.get(60, TimeUnit.SECONDS))
                    .as("goes on once there is room")
                    .isNotEmpty();
        }
    }

    private static List<String> uploadUntilRefused(RunningServer server, Person by, Path file) throws Exception {
        List<String> stored = new ArrayList<>();
        while (stored.size() < LARGE_MIB) {
            HttpResponse<String> answer =
                    ask(server, by, "/v1/assets?name=film.bin", "POST", BodyPublishers.ofFile(file));
            if (answer.statusCode() != 201) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("unavailable", "no room");
                return stored;
            }
            stored.add(JSON.readTree(answer.body()).get("asset").asText());
        }
        throw new AssertionError("The disk does not fill up");
    }

    private static HttpResponse<String> ask(
            RunningServer server, Person by, String path, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + by.token())
                .method(method, body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static ServerFrame.Error sendUntilRefused(Socket socket, String conversation, List<Accepted> accepted) {
        for (int i = 0; i < MOST_SENDS; i++) {
            ServerFrame answer =
                    socket.ask(id -> new ClientFrame.Send(id, conversation, UUID.randomUUID(), null, BODY));
            switch (answer) {
                case Accepted one -> accepted.add(one);
                case ServerFrame.Error error -> {
                    return error;
                }
                default -> throw new AssertionError("an answer to a send is " + answer);
            }
        }
        throw new AssertionError("The disk does not fill up");
    }

    private static int health(RunningServer server) throws IOException, InterruptedException {
        URI health = server.url().resolve("/actuator/health/readiness");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

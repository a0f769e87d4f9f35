package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.socket.Connection;
import io.parley.client.socket.ConnectionHandler;
import io.parley.client.socket.FrameObserver;
import io.parley.protocol.Direction;
import io.parley.protocol.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pastes the README's blocks, with nothing changed but the server's address and where the chat keeps its log-ins. */
@ExtendWith(SharedServer.class)
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("parley.root"));
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long BLOCK_SECONDS = 120;

    @Test
    void everyBlockIsPastedByATest() throws IOException {
        assertThat(blocks("bash"))
                .hasSize(6)
                .satisfiesExactly(
                        up -> assertThat(up).isEqualTo("./parley up"), // what every test here starts
                        alice -> assertThat(alice).isEqualTo("./parley chat alice bob"),
                        bob -> assertThat(bob).isEqualTo("./parley chat bob alice"),
                        test -> assertThat(Files.readString(ROOT.resolve(".ci/run")))
                                .contains(test),
                        byHand -> assertThat(byHand).contains("/conversations/direct"),
                        after -> assertThat(after).contains("/pending"));
        assertThat(blocks("json")).hasSize(1);
    }

    @Test
    void twoPeopleChat(RunningServer server, @TempDir Path folder) throws Exception {
        String options = " --register --url " + server.url() + " --data '" + folder + "'";
        String alice = blocks("bash").get(1) + options;
        String bob = blocks("bash").get(2) + options;
        assertThat(bash(folder, server, "echo | " + bob.replace(" alice", "")).exit)
                .isZero();
        assertThat(bash(folder, server, "echo 'Hello, Bob!' | " + alice).exit).isZero();
        assertThat(bash(folder, server, "echo /history | " + bob).out).contains("alice  Hello, Bob!");
    }

    @Test
    void theSameByHand(RunningServer server, @TempDir Path folder) throws Exception {
        Bash made = bash(
                folder,
                server,
                "cd '" + folder + "'\n" + blocks("bash").get(4) + "\ndeclare -p API CAROL DAVE > variables");
        assertThat(made.exit).as(made.out).isZero();
        String conversation = first("\"conversation\":\"([^\"]+)\"", made.out);
        String token = first("CAROL=\"([^\"]+)\"", Files.readString(folder.resolve("variables")));
        send(
                server,
                blocks("json")
                        .getFirst()
                        .replace("TOKEN", token)
                        .replace("CONVERSATION", conversation)
                        .lines()
                        .toList());

        await().atMost(SOON).untilAsserted(() -> {
            Bash asked = bash(
                    folder,
                    server,
                    "cd '" + folder + "'\n. ./variables\n" + blocks("bash").get(5));
            assertThat(asked.exit).as(asked.out).isZero();
            assertThat(asked.out.split("Hello, Dave!", -1))
                    .as("pending, and in the inbox")
                    .hasSize(3);
        });
    }

    private static void send(RunningServer server, List<String> frames) throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        FrameObserver observer = (direction, json) -> {
            if (direction == Direction.SERVER_TO_CLIENT) {
                received.add(json);
            }
        };
        Connection connection =
                server.client().connect(new Ignored(), observer).get(SOON.toSeconds(), TimeUnit.SECONDS);
        for (String frame : frames) {
            int before = received.size();
            connection.sendRaw(frame).get(SOON.toSeconds(), TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> received.size() > before);
        }
        assertThat(received).anyMatch(frame -> frame.contains("\"t\":\"welcome\""));
        await().atMost(SOON).until(() -> received.stream().anyMatch(frame -> frame.contains("\"t\":\"accepted\"")));
        connection.close();
    }

    private static final class Ignored implements ConnectionHandler {
        @Override
        public CompletionStage<?> onPush(ServerFrame frame) {
            return CompletableFuture.completedFuture(frame);
        }

        @Override
        public void onClose(int code, String reason) {}
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern + " in " + text));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private record Bash(int exit, String out) {}

    private static Bash bash(Path folder, RunningServer server, String script) throws Exception {
        String here = script.replace("http://127.0.0.1:8080", server.url().toString());
        Path out = Files.createTempFile(folder, "bash", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + here)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("PARLEY_PASSWORD", "correct horse battery");
        Process process = builder.start();
        if (!process.waitFor(BLOCK_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("a block of the README did not end: " + Files.readString(out));
        }
        return new Bash(process.exitValue(), Files.readString(out));
    }
}

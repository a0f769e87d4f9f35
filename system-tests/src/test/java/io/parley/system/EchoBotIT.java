package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.http.ParleyProblem;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript client outside of a browser: the bot of its examples, as its first line says to start it. */
@ExtendWith({SharedServer.class, FramesChecked.class, Node.class})
class EchoBotIT {
    private final RunningServer server;
    private final String handle = "echo-" + UUID.randomUUID().toString().substring(0, 8);

    EchoBotIT(RunningServer server) {
        this.server = server;
    }

    private Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Node.executable().toString(),
                        Node.CLIENT.resolve("examples").resolve("echo-bot.js").toString(),
                        server.url().toString(),
                        handle,
                        "some-long-password",
                        folder.resolve("bot").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("bot.log").toFile()))
                .redirectInput(new File("/dev/null"))
                .start();
    }

    @Test
    void itAnswersEverythingOnceThoughItIsKilledInBetween(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        Person alice = Person.register(server, "alice");
        Received received = new Received();
        Process bot = start(folder);
        try (Session session = alice.session(new MemorySessionStore(), received)) {
            String conversation = await().until(() -> found(alice), id -> !id.isEmpty());
            Deadline.get(session.send(conversation, "one"));
            await().until(() -> received.bodies(conversation).equals(List.of("one", "one")));
            bot.destroyForcibly().waitFor();
            Deadline.get(session.send(conversation, "two"));
            Deadline.get(session.send(conversation, "three"));

            bot = start(folder);
            await().until(() -> received.bodies(conversation).size() == 6);
            assertThat(received.bodies(conversation)).containsExactly("one", "one", "two", "three", "two", "three");
            bot.destroy();
            assertThat(bot.waitFor(10, TimeUnit.SECONDS))
                    .as("it ends when asked to")
                    .isTrue();
        } finally {
            bot.destroyForcibly().waitFor();
        }
    }

    /** Empty until the bot has its account. */
    private String found(Person alice) {
        try {
            return alice.http().direct(alice.token(), handle).conversation();
        } catch (ParleyProblem unknown) {
            return "";
        }
    }
}

package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The event history of an installation whose events are in an Axon Server. */
@ExtendWith({AxonServerGiven.class, FramesChecked.class})
class AxonServerHistoryIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void whatIsThereIsToldAndNoted() throws Exception {
        String address = AxonServerGiven.address();
        try (RunningServer server = RunningServer.up(folder, List.of("--axonserver", address))) {
            Person alice = Person.register(server, "alice");
            Person bob = Person.register(server, "bob");
            String talk = alice.with(bob);
            try (Socket a = alice.connect()) {
                a.say(talk, "Hello");
                a.say(talk, "Bob");
            }

            assertThat(History.told(server.data(), "show", talk, "--axonserver", address))
                    .contains("Hello", "Bob", "3 entries, 2 messages");
            await().untilAsserted(() -> assertThat(History.told(
                            server.data(),
                            "tail",
                            "--type",
                            "HistoryRead",
                            "--conversation",
                            talk,
                            "--axonserver",
                            address))
                    .contains("question=show"));
        }
    }
}

package io.parley.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is simulated is what the server does: options as they are documented (another test holds those to the code), constants as they stand in the code. */
class RulesTest {
    private static final Path ROOT = Path.of("..");
    private static final String OPTIONS = "docs/options.md";
    private static final String EDGE = "socket-edge/src/main/java/io/parley/edge/";
    private static final String DELIVERY = "delivery/src/main/java/io/parley/delivery/redis/";

    private record Held(String file, String line) {
        static Held option(String name, Object value) {
            return new Held(OPTIONS, "| `" + name + "` | " + value + " |");
        }
    }

    @TestFactory
    Stream<DynamicTest> theServerHasTheSame() throws IOException {
        return Stream.of(
                        Held.option("parley.edge.heartbeat", Rules.HEARTBEAT.toSeconds() + "s"),
                        Held.option("parley.edge.hello-turn", Rules.HELLO_TURN.toSeconds() + "s"),
                        Held.option("parley.edge.drain", Rules.DRAIN.toSeconds() + "s"),
                        Held.option("parley.accounts.tokens.access", Rules.ACCESS_TOKEN.toMinutes() + "m"),
                        Held.option("parley.redis.lease", Rules.LEASE.toSeconds() + "s"),
                        Held.option("parley.redis.timeout", Rules.REDIS_TIMEOUT.toSeconds() + "s"),
                        Held.option("parley.typing.members", Rules.TYPING_MEMBERS),
                        new Held(DELIVERY + "EdgeLine.java", "RENEWALS_PER_LEASE = " + Rules.RENEWALS_PER_LEASE + ";"),
                        new Held(
                                "delivery/src/main/resources/io/parley/delivery/redis/sweep.lua",
                                "PART = " + DirectoryLoad.SWEPT_AT_ONCE + "\n"),
                        new Held(EDGE + "receipt/Acknowledgements.java", "one command is in flight"),
                        new Held(
                                "server/src/main/resources/application.yml",
                                "max-connections: "
                                        + (int) Costs.defaults()
                                                .of(Cost.EDGE_CONNECTIONS)
                                                .value()))
                .map(held -> DynamicTest.dynamicTest(
                        held.file() + ": " + held.line().strip(),
                        () -> assertThat(Files.readString(ROOT.resolve(held.file())))
                                .contains(held.line())));
    }

    @Test
    void clientsWaitAsTheyDo() {
        Backoff backoff = new Backoff(Rules.CLIENT.backoffBase(), Rules.CLIENT.backoffCap(), new SplittableRandom(1));

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(15));
        }
    }
}

package io.parley.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final Pattern ANSWER = Pattern.compile("(a\\d+) (\\d+)");

    @TempDir
    Path temporary;

    private Path directory;
    private Path answers;

    @BeforeEach
    void paths() {
        directory = temporary.resolve("store");
        answers = temporary.resolve("answers");
    }

    @Test
    void afterAKillEachAcknowledgedEventIsThereWithoutGaps() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int kill = 0; kill < 3; kill++) {
            int enough = 200 + random.nextInt(1_000);
            Process child = Child.start(directory, Child.Mode.APPEND, answers);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> lines() >= enough);
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            requireAllThere(acknowledged());
        }
    }

    @Test
    void whatWasSyncedButNotYetAnsweredIsThere() throws Exception {
        Process child = Child.start(directory, Child.Mode.HALT_BEFORE_ANSWER, answers);
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(Child.HALTED);
        } finally {
            child.destroyForcibly();
        }
        Map<String, Long> acknowledged = acknowledged();
        requireAllThere(acknowledged);
        long answered =
                acknowledged.values().stream().mapToLong(last -> last + 1).sum();
        try (ReadOnlyEventStore store = Events.readOnly(directory)) {
            assertThat(store.head()).isGreaterThan(answered);
        }
    }

    @Test
    void anotherProcessReadsAConsistentStoreWhileThisOneWrites() throws Exception {
        Process child = Child.start(directory, Child.Mode.APPEND, answers);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> lines() >= 100);
            long head = 0;
            for (int opened = 0; opened < 10; opened++) {
                long answered = acknowledged().values().stream()
                        .mapToLong(last -> last + 1)
                        .sum();
                try (ReadOnlyEventStore store = Events.readOnly(directory)) {
                    store.verify(List.of());
                    assertThat(store.head()).isGreaterThanOrEqualTo(Math.max(head, answered));
                    head = store.head();
                }
            }
            assertThat(child.isAlive()).isTrue();
        } finally {
            assertThat(child.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private long lines() throws IOException {
        try (Stream<String> lines = Files.lines(answers)) {
            return lines.count();
        }
    }

    /** The last sequence of each aggregate that was printed. A number that the kill cut short is only too low. */
    private Map<String, Long> acknowledged() throws IOException {
        Map<String, Long> last = new HashMap<>();
        for (String line : Files.readAllLines(answers)) {
            Matcher answer = ANSWER.matcher(line);
            if (answer.matches()) {
                last.merge(answer.group(1), Long.parseLong(answer.group(2)), Math::max);
            }
        }
        return last;
    }

    private void requireAllThere(Map<String, Long> acknowledged) {
        try (ReadOnlyEventStore asItLies = Events.readOnly(directory)) {
            asItLies.verify(List.of());
        }
        try (RocksEventStorageEngine engine = Events.open(directory)) {
            acknowledged.forEach((aggregate, sequence) -> {
                long last = engine.lastSequenceNumberFor(aggregate).orElse(-1L);
                assertThat(last).as(aggregate).isGreaterThanOrEqualTo(sequence);
                assertThat(last % 2).as("both events of an append, or none").isEqualTo(1);
                assertThat(engine.readEvents(aggregate).asStream()).hasSize((int) last + 1);
            });
        }
        try (ReadOnlyEventStore recovered = Events.readOnly(directory)) {
            recovered.verify(List.of());
        }
    }
}

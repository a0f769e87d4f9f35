package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Accepted means durable, and once, and in order: whatever happens to the process. */
@ExtendWith(FramesChecked.class)
class KillIT {
    private static final int PAIRS = 3;
    private static final int KILLS = 4;
    private static final int MOST_BETWEEN = 600;

    @Test
    void killedUnderLoadTheServerLosesAndDoublesNothing(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (RunningServer server = RunningServer.up(folder)) {
            List<Pair> pairs =
                    IntStream.range(0, PAIRS).mapToObj(i -> new Pair(server, i)).toList();
            pairs.forEach(pair -> pair.writeUntil(end));
            for (int kill = 0; kill < KILLS; kill++) {
                long until = accepted(pairs) + 100 + random.nextInt(MOST_BETWEEN);
                await().pollInterval(Duration.ofMillis(1)).until(() -> accepted(pairs) >= until);
                server.kill();
                server.startAgain();
            }
            long until = accepted(pairs) + MOST_BETWEEN;
            await().until(() -> accepted(pairs) >= until);
            end.complete(null);
            await().until(() -> pairs.stream().allMatch(Pair::isAnswered));
            await().untilAsserted(() -> assertThat(pairs).as("seed " + seed).allSatisfy(Pair::assertDelivered));
            assertThat(pairs).as("seed " + seed).allSatisfy(Pair::assertWhole);
            pairs.forEach(Pair::close);
            await().untilAsserted(() -> assertThat(pairs).as("seed " + seed).allSatisfy(Pair::assertUnreadIsTheFold));
        }
    }

    private static long accepted(List<Pair> pairs) {
        return pairs.stream().mapToLong(Pair::accepted).sum();
    }
}

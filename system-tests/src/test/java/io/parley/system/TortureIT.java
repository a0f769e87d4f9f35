package io.parley.system;

import io.parley.torture.Torture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Accepted means durable, and once, and in order, and shown: whatever happens to the process. {@code ./parley torture} does it for longer. */
class TortureIT {
    private static final int KILLS = 10;

    @Test
    void killedAtEveryPointAndUnderLoadTheServerLosesAndDoublesNothingAndItsViewsEqualItsEvents(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        new Torture(ServerProcess.program(), folder, KILLS, KILLS, System.nanoTime(), System.out).run();
    }
}

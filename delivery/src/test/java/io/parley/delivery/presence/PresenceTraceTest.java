package io.parley.delivery.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceTraceTest {
    private static final Instant ALIVE = Instant.parse("2026-11-24T12:00:00Z");
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("presence").resolve("online");
    }

    private static CameOnline came(UserId user, long generation) {
        return new CameOnline(user, generation, ALIVE.minusSeconds(60));
    }

    private static WentOffline went(UserId user, long generation) {
        return new WentOffline(user, generation, ALIVE);
    }

    @Test
    void whoeverWasThereWhenTheServerDiedIsGoneSinceItWasAlive() {
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).isEmpty();
            trace.recording(List.of(came(ALICE, 1), came(BOB, 2)));
            trace.recorded(List.of(came(ALICE, 1), came(BOB, 2)));
            trace.recording(List.of(went(BOB, 2)));
            trace.recorded(List.of(went(BOB, 2)));
            trace.alive(ALIVE);
        }
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).containsExactly(went(ALICE, 1));
            trace.recorded(List.of(went(ALICE, 1)));
        }
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).isEmpty();
        }
    }

    @Test
    void aGoingOfAnEarlierGenerationIsNotTheGoingOfALaterOne() {
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            trace.recording(List.of(came(ALICE, 1), came(ALICE, 5)));
            trace.recorded(List.of(went(ALICE, 1)));
            trace.alive(ALIVE);
        }
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).containsExactly(went(ALICE, 5));
        }
    }

    @Test
    void aTornLineIsNobodyAndDoesNotSwallowTheNext() throws IOException {
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            trace.recording(List.of(came(ALICE, 1)));
        }
        Files.writeString(file(), "+ bob 1", StandardOpenOption.APPEND);
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).extracting("user").containsExactly(ALICE);
            trace.recording(List.of(came(BOB, 12)));
            trace.alive(ALIVE);
        }
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).containsExactly(went(ALICE, 1), went(BOB, 12));
        }
    }

    @Test
    void theFileDoesNotGrowForEver() throws IOException {
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            trace.recording(List.of(came(BOB, 1)));
            for (int generation = 0; generation < 6_000; generation += 100) {
                List<PresenceEvent> came = new ArrayList<>();
                List<PresenceEvent> went = new ArrayList<>();
                for (int i = generation; i < generation + 100; i++) {
                    came.add(came(ALICE, i));
                    went.add(went(ALICE, i));
                }
                trace.recording(came);
                trace.recorded(went);
            }
            trace.alive(ALIVE);
            try (var lines = Files.lines(file())) {
                assertThat(lines.count()).isLessThan(5_000);
            }
        }
        try (PresenceTrace trace = PresenceTrace.at(file())) {
            assertThat(trace.leftBehind()).containsExactly(went(BOB, 1));
        }
    }
}

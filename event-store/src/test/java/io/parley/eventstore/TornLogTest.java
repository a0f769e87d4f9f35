package io.parley.eventstore;

import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest log as a power loss, or worse, may leave it. Each event has a record of its own there. */
class TornLogTest {
    private static final int EVENTS = 40;
    private static final int LEAST_RECORD_BYTES = 300;

    @TempDir
    Path running;

    @TempDir
    Path directory;

    @BeforeEach
    void copyOfAStoreThatWasNotClosed() throws IOException {
        try (RocksEventStorageEngine engine = Events.open(running)) {
            for (int i = 0; i < EVENTS; i++) {
                engine.appendEvents(said("a", i, "x".repeat(LEAST_RECORD_BYTES)));
            }
            try (Stream<Path> files = Files.walk(running)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = directory.resolve(running.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Test
    void anUntouchedLogHasAll() {
        assertThat(headAfterOpening()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50, 299})
    void aLastRecordCutShortGoesAndAllEarlierEventsAreThere(int bytes) throws IOException {
        try (FileChannel log = log()) {
            log.truncate(log.size() - bytes);
        }
        assertThat(headAfterOpening()).isEqualTo(EVENTS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 40_000})
    void zerosBehindTheLastRecordChangeNothing(int bytes) throws IOException {
        append(new byte[bytes]);
        assertThat(headAfterOpening()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 100, 4_096, 40_000})
    void rubbishBehindTheLastRecordLosesNothingOrIsRefused(int bytes) throws IOException {
        byte[] rubbish = new byte[bytes];
        new Random(bytes).nextBytes(rubbish);
        append(rubbish);
        requireRefusedOr(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 250})
    void aLastRecordWithWrongBytesIsRefusedOrGoesAlone(int fromTheEnd) throws IOException {
        flip(size() - fromTheEnd);
        requireRefusedOr(EVENTS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 25, 50, 75})
    void damageBeforeTheLastRecordIsRefusedRatherThanDroppingAcknowledgedEvents(int percent) throws IOException {
        flip(size() * percent / 100);
        assertThatThrownBy(() -> Events.open(directory)).isInstanceOf(StoreUnreadableException.class);
        assertThatThrownBy(() -> Events.readOnly(directory)).isInstanceOf(StoreUnreadableException.class);
    }

    private void requireRefusedOr(long head) {
        try {
            assertThat(headAfterOpening()).isEqualTo(head);
        } catch (StoreUnreadableException e) {
            assertThat(e).hasMessageContaining("cannot be read");
        }
    }

    private long headAfterOpening() {
        try (RocksEventStorageEngine engine = Events.open(directory)) {
            long head = engine.head();
            engine.appendEvents(said("a", head, "goes on"));
        }
        try (ReadOnlyEventStore store = Events.readOnly(directory)) {
            store.verify(List.of());
            return store.head() - 1;
        }
    }

    private void append(byte[] bytes) throws IOException {
        try (FileChannel log = log()) {
            log.write(ByteBuffer.wrap(bytes), log.size());
        }
    }

    private void flip(long position) throws IOException {
        try (FileChannel log = log()) {
            ByteBuffer one = ByteBuffer.allocate(1);
            log.read(one, position);
            one.put(0, (byte) ~one.get(0)).rewind();
            log.write(one, position);
        }
    }

    private long size() throws IOException {
        return Files.size(newestLog());
    }

    private FileChannel log() throws IOException {
        return FileChannel.open(newestLog(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private Path newestLog() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}

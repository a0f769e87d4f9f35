package io.parley.eventstore;

import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.readOnly;
import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path directory;

    @Test
    void aSecondWriterIsRefusedAndTheFirstGoesOn() {
        try (RocksEventStorageEngine engine = open(directory)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> open(directory))
                        .isInstanceOf(StoreLockedException.class)
                        .hasMessage("the event store in " + directory + " is in use by another process");
            }
            engine.appendEvents(said("a", 0, "goes on"));
        }
        open(directory).close();
    }

    @Test
    void aSecondProcessIsRefused(@TempDir Path elsewhere) throws Exception {
        try (RocksEventStorageEngine engine = open(directory)) {
            assertThatThrownBy(() -> open(directory)).isInstanceOf(StoreLockedException.class);
            Process other = Child.start(directory, Child.Mode.APPEND, elsewhere.resolve("answers"));
            try {
                assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("StoreLockedException: the event store in " + directory + " is in use");
                assertThat(other.exitValue()).isNotZero();
            } finally {
                other.destroyForcibly();
            }
            assertThat(engine.head()).isZero();
        }
    }

    @Test
    void aStoreOfALaterReleaseIsRefusedAndLeftAsItIs() throws IOException {
        open(directory).close();
        Files.writeString(directory.resolve("format"), "parley-event-store 2\n");
        Map<Path, FileTime> before = files();

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreNewerException.class)
                .hasMessageContaining("has format 2, but this release knows only up to 1");
        assertThatThrownBy(() -> readOnly(directory)).isInstanceOf(StoreNewerException.class);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aDirectoryOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(directory.resolve("holiday.txt"), "photographs");
        Map<Path, FileTime> before = files();

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreUnreadableException.class)
                .hasMessageContaining("it holds other files");
        assertThat(files()).isEqualTo(before);
        Files.writeString(directory.resolve("format"), "dvd\n");
        assertThatThrownBy(() -> open(directory)).isInstanceOf(StoreUnreadableException.class);
    }

    @Test
    void aDamagedDatabaseIsRefusedWithAReason() throws IOException {
        try (RocksEventStorageEngine engine = open(directory)) {
            engine.appendEvents(said("a", 0, "lost"));
        }
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("MANIFEST")) {
                    Files.writeString(file, "rubbish");
                }
            }
        }
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreUnreadableException.class)
                .hasMessageStartingWith("the event store in " + directory + " cannot be read: ");
    }

    @Test
    void aStoreWhoseMakingWasCutShortIsMadeAnew() throws IOException {
        Files.writeString(directory.resolve("format"), "parley-event-store 1\n");
        try (RocksEventStorageEngine engine = open(directory)) {
            assertThat(engine.head()).isZero();
            assertThat(engine.storeId()).hasSize(36);
        }
    }

    @Test
    void readingBesideARunningWriterSeesWhatWasThereAndChangesNothing() throws IOException {
        try (RocksEventStorageEngine engine = open(directory)) {
            for (int i = 0; i < 300; i++) {
                engine.appendEvents(said("a", i, "" + i));
            }
            Map<Path, FileTime> before = files();
            try (ReadOnlyEventStore history = readOnly(directory)) {
                engine.appendEvents(said("a", 300, "later"));
                assertThat(history.storeId()).isEqualTo(engine.storeId());
                assertThat(history.head()).isEqualTo(300);
                assertThat(history.events(290).map(Events::position))
                        .hasSize(10)
                        .startsWith(291L)
                        .endsWith(300L);
                assertThat(history.eventsOf("a").asStream()).hasSize(300);
                assertThat(history.lastSequenceOf("a")).hasValue(299);
                history.verify(List.of());
            }
            assertThat(files().keySet()).isEqualTo(before.keySet());
            try (ReadOnlyEventStore history = readOnly(directory)) {
                assertThat(history.head()).isEqualTo(301);
            }
            engine.appendEvents(said("a", 301, "the writer goes on"));
        }
    }

    @Test
    void readingWhereThereIsNoStoreIsRefused() {
        assertThatThrownBy(() -> readOnly(directory.resolve("nowhere")))
                .isInstanceOf(StoreUnreadableException.class)
                .hasMessageEndingWith("there is none");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}

package io.parley.eventstore;

import static io.parley.eventstore.Events.all;
import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.readOnly;
import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.eventstore.StoreCopy.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {
    private static final int SOME = 3_000;

    @TempDir
    Path folder;

    @Test
    void aCopyOfAStoreThatIsWrittenToIsWholeAndGoesOn() {
        Path copy = folder.resolve("copy");
        try (RocksEventStorageEngine engine = open(folder.resolve("store"))) {
            for (int i = 0; i < SOME; i++) {
                engine.appendEvents(said("a" + i % 7, i / 7, "text " + i));
            }
            engine.storeSnapshot(said("a1", 3, "as it was"));

            assertThat(StoreCopy.copy(folder.resolve("store"), copy, Identity.KEPT))
                    .isEqualTo(SOME);

            engine.appendEvents(said("later", 0, "not in the copy"));
            try (ReadOnlyEventStore whole = readOnly(copy)) {
                whole.verify(List.of());
                assertThat(whole.storeId()).isEqualTo(engine.storeId());
            }
            try (RocksEventStorageEngine copied = open(copy)) {
                assertThat(all(copied)).hasSize(SOME);
                assertThat(copied.readSnapshot("a1")).isPresent();
                copied.appendEvents(said("later", 0, "on its own way"));
                assertThat(copied.head()).isEqualTo(SOME + 1);
            }
        }
    }

    @Test
    void whatIsRestoredIsAnotherStore() {
        Path copy = folder.resolve("copy");
        try (RocksEventStorageEngine engine = open(folder.resolve("store"))) {
            engine.appendEvents(said("a", 0, "text"));
            StoreCopy.copy(folder.resolve("store"), copy, Identity.NEW);

            try (RocksEventStorageEngine copied = open(copy)) {
                assertThat(copied.storeId()).isNotEqualTo(engine.storeId());
                assertThat(all(copied)).hasSize(1);
            }
        }
    }

    @Test
    void aCopyThatWasCutShortIsNoStore() throws IOException {
        Path copy = folder.resolve("copy");
        open(folder.resolve("store")).close();
        StoreCopy.copy(folder.resolve("store"), copy, Identity.KEPT);
        Files.delete(copy.resolve("format"));

        assertThatThrownBy(() -> open(copy)).isInstanceOf(StoreUnreadableException.class);
        assertThatThrownBy(() -> readOnly(copy)).isInstanceOf(StoreUnreadableException.class);
    }

    @Test
    void aStoreThatIsThereIsNotOverwritten() {
        Path other = folder.resolve("other");
        open(folder.resolve("store")).close();
        try (RocksEventStorageEngine there = open(other)) {
            there.appendEvents(said("a", 0, "precious"));
        }

        assertThatThrownBy(() -> StoreCopy.copy(folder.resolve("store"), other, Identity.KEPT))
                .isInstanceOf(StoreUnreadableException.class)
                .hasMessageContaining("there is one already");
        try (ReadOnlyEventStore still = readOnly(other)) {
            assertThat(still.head()).isEqualTo(1);
        }
    }
}

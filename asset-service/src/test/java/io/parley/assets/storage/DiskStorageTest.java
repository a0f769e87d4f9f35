package io.parley.assets.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.id.AssetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest extends StorageContract {
    @TempDir
    private Path folder;

    @Override
    Storage storage() {
        return DiskStorage.in(folder, Reserve.of(folder, 0));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatWasNotKeptLeavesNothing() throws IOException {
        try (Storage.Incoming incoming = storage().receive(StoredName.of(AssetId.create()))) {
            incoming.stream().write(1);
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void whatWouldTouchTheReserveIsNotTakenAndLeavesNothing() throws IOException {
        Storage full = DiskStorage.in(folder, Reserve.of(folder, Long.MAX_VALUE));
        try (Storage.Incoming incoming = full.receive(StoredName.of(AssetId.create()))) {
            assertThatThrownBy(() -> incoming.stream().write(new byte[100_000])).isInstanceOf(Reserve.NoRoom.class);
        }

        assertThat(files()).isEmpty();
    }

    /** A process that was killed closes nothing. */
    @Test
    void whatACrashLeftIsDeletedAtTheNextStart() throws IOException {
        try (Storage.Incoming interrupted = storage().receive(StoredName.of(AssetId.create()))) {
            interrupted.stream().write(new byte[100_000]);
            assertThat(files()).hasSize(1);
            StoredName kept = keep(storage(), "whole");

            assertThat(files()).hasSize(1);
            assertThat(read(storage(), kept, 0)).isEqualTo("whole");
        }
    }

    @Test
    void aFileThatIsNoAssetsIsLeftAlone() throws IOException {
        keep(storage(), "one");
        Files.writeString(files().getFirst().resolveSibling("notes.txt"), "mine");

        storage()
                .each(
                        Instant.now().plusSeconds(60),
                        name -> assertThat(name.thumbnail()).isFalse());
        assertThat(files()).hasSize(2);
    }
}

package io.parley.assets.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.AssetId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String read(Storage storage, AssetId asset, long offset) throws IOException {
        try (InputStream in = storage.read(asset, offset).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static AssetId keep(Storage storage, String text) throws IOException {
        AssetId asset = AssetId.create();
        try (Storage.Incoming incoming = storage.receive(asset)) {
            incoming.stream().write(text.getBytes(StandardCharsets.UTF_8));
            incoming.keep();
        }
        return asset;
    }

    @Test
    void whatWasKeptIsReadFromAnywhereAlsoByTheNextProcess() throws IOException {
        AssetId asset = keep(DiskStorage.in(folder), "hello world");
        DiskStorage next = DiskStorage.in(folder);

        assertThat(read(next, asset, 0)).isEqualTo("hello world");
        assertThat(read(next, asset, 6)).isEqualTo("world");
        assertThat(next.read(AssetId.create(), 0)).isEmpty();
    }

    @Test
    void whatWasNotKeptLeavesNothing() throws IOException {
        DiskStorage storage = DiskStorage.in(folder);
        AssetId asset = AssetId.create();
        try (Storage.Incoming incoming = storage.receive(asset)) {
            incoming.stream().write(1);
        }

        assertThat(storage.read(asset, 0)).isEmpty();
        assertThat(files()).isEmpty();
    }

    /** A process that was killed closes nothing. */
    @Test
    void whatACrashLeftIsDeletedAtTheNextStart() throws IOException {
        try (Storage.Incoming interrupted = DiskStorage.in(folder).receive(AssetId.create())) {
            interrupted.stream().write(new byte[100_000]);
            assertThat(files()).hasSize(1);
            AssetId kept = keep(DiskStorage.in(folder), "whole");

            assertThat(files()).hasSize(1);
            assertThat(read(DiskStorage.in(folder), kept, 0)).isEqualTo("whole");
        }
    }

    @Test
    void whatIsRemovedIsGone() throws IOException {
        DiskStorage storage = DiskStorage.in(folder);
        AssetId asset = keep(storage, "hello");
        storage.remove(asset);
        storage.remove(asset);

        assertThat(storage.read(asset, 0)).isEmpty();
        assertThat(files()).isEmpty();
    }
}

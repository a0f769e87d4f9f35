package io.parley.assets.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.AssetId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every storage does. */
abstract class StorageContract {
    /** As another process has it. */
    abstract Storage storage();

    /** That of the storage's clock is not before it. */
    private static Instant future() {
        return Instant.now().plusSeconds(60);
    }

    static String read(Storage storage, StoredName name, long offset) throws IOException {
        try (InputStream in = storage.read(name, offset).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static StoredName keep(Storage storage, String text) throws IOException {
        return keep(storage, StoredName.of(AssetId.create()), text.getBytes(StandardCharsets.UTF_8));
    }

    static StoredName keep(Storage storage, StoredName name, byte[] bytes) throws IOException {
        try (Storage.Incoming incoming = storage.receive(name)) {
            incoming.stream().write(bytes);
            incoming.keep();
        }
        return name;
    }

    @Test
    void whatWasKeptIsReadFromAnywhereAlsoByTheNextProcess() throws IOException {
        StoredName name = keep(storage(), "hello world");
        Storage next = storage();

        assertThat(read(next, name, 0)).isEqualTo("hello world");
        assertThat(read(next, name, 6)).isEqualTo("world");
        assertThat(next.read(StoredName.of(AssetId.create()), 0)).isEmpty();
        assertThat(next.read(StoredName.thumbnailOf(name.asset()), 0)).isEmpty();
    }

    @Test
    void whatWasNotKeptIsNotThere() throws IOException {
        Storage storage = storage();
        StoredName name = StoredName.of(AssetId.create());
        try (Storage.Incoming incoming = storage.receive(name)) {
            incoming.stream().write(new byte[1_000_000]);
        }

        assertThat(storage.read(name, 0)).isEmpty();
        storage.each(future(), one -> assertThat(one).isNotEqualTo(name));
    }

    @Test
    void whatIsRemovedIsGoneAndTheRestStays() throws IOException {
        Storage storage = storage();
        StoredName gone = keep(storage, "gone");
        StoredName small = keep(storage, StoredName.thumbnailOf(gone.asset()), new byte[] {'s'});
        storage.remove(gone);
        storage.remove(gone);

        assertThat(storage.read(gone, 0)).isEmpty();
        assertThat(read(storage, small, 0)).isEqualTo("s");
    }

    /** Of more than one part, where there are parts. */
    @Test
    void largeOnesAreWhole() throws IOException {
        byte[] bytes = new byte[12_345_678];
        new Random(1).nextBytes(bytes);
        Storage storage = storage();
        StoredName name = keep(storage, StoredName.of(AssetId.create()), bytes);

        try (InputStream all = storage.read(name, 0).orElseThrow()) {
            assertThat(all.readAllBytes()).isEqualTo(bytes);
        }
        try (InputStream end = storage.read(name, 12_000_000).orElseThrow()) {
            assertThat(end.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 12_000_000, bytes.length));
        }
    }

    @Test
    void aReaderMayStopInTheMidst() throws IOException {
        Storage storage = storage();
        StoredName name = keep(storage, StoredName.of(AssetId.create()), new byte[3_000_000]);
        for (int i = 0; i < 60; i++) {
            try (InputStream some = storage.read(name, 0).orElseThrow()) {
                assertThat(some.read()).isZero();
            }
        }
    }

    @Test
    void allThatWasKeptBeforeATimeIsThere() throws IOException {
        Storage storage = storage();
        List<StoredName> kept = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            kept.add(keep(storage, "one"));
            kept.add(keep(storage, StoredName.thumbnailOf(kept.getLast().asset()), new byte[1]));
        }
        List<StoredName> found = new ArrayList<>();
        storage.each(future(), found::add);
        assertThat(found).doesNotHaveDuplicates().containsAll(kept);

        List<StoredName> old = new ArrayList<>();
        storage.each(Instant.now().minusSeconds(3_600), old::add);
        assertThat(old).isEmpty();
    }
}

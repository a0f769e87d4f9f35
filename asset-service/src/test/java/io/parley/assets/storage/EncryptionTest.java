package io.parley.assets.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.id.AssetId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EncryptionTest {
    private static final StoredName ASSET = StoredName.of(AssetId.create());
    private static final int MOST = 3 * AssetKey.CHUNK + 7;

    private final AssetKey key = AssetKey.create();

    /** One asset's bytes, in memory. */
    private static final class InMemory implements Storage {
        private final byte[] stored;

        InMemory(byte[] stored) {
            this.stored = stored;
        }

        @Override
        public Incoming receive(StoredName name) {
            throw new UnsupportedOperationException("only read here");
        }

        @Override
        public Optional<InputStream> read(StoredName name, long offset) {
            return Optional.of(new ByteArrayInputStream(stored, (int) offset, stored.length - (int) offset));
        }

        @Override
        public void remove(StoredName name) {
            throw new UnsupportedOperationException("only read here");
        }

        @Override
        public void each(Instant before, Consumer<StoredName> action) {
            throw new UnsupportedOperationException("only read here");
        }
    }

    private byte[] encrypted(byte[] plain, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EncryptingStream stream = new EncryptingStream(out, key)) {
            for (int at = 0; at < plain.length; at += step) {
                stream.write(plain, at, Math.min(step, plain.length - at));
            }
            stream.finish();
        }
        return out.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Property(tries = 60)
    void anyRangeIsWhatWasWritten(
            @ForAll @IntRange(max = MOST) int size,
            @ForAll @IntRange(min = 1, max = 100_000) int step,
            @ForAll @IntRange(max = MOST) int from,
            @ForAll @IntRange(max = MOST) int length)
            throws IOException {
        byte[] plain = random(size);
        byte[] stored = encrypted(plain, step);
        assertThat(stored).hasSize((int) AssetKey.stored(size));
        int start = Math.min(from, size);
        int end = Math.min(size, start + length);
        try (InputStream in = DecryptingStream.of(new InMemory(stored), ASSET, key, size)) {
            in.skipNBytes(start);
            assertThat(in.readNBytes(length)).isEqualTo(Arrays.copyOfRange(plain, start, end));
        }
    }

    private void assertUnreadable(byte[] stored, int size) {
        assertThatThrownBy(() -> {
                    try (InputStream in = DecryptingStream.of(new InMemory(stored), ASSET, key, size)) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 40)
    void aBitThatIsAnotherIsNoticed(@ForAll @IntRange(max = 2 * AssetKey.CHUNK) int where) throws IOException {
        int size = 2 * AssetKey.CHUNK;
        byte[] stored = encrypted(random(size), 8192);
        stored[where] ^= 1;
        assertUnreadable(stored, size);
    }

    @Example
    void whatIsCutOffIsNoticedAlsoBetweenChunks() throws IOException {
        int size = 2 * AssetKey.CHUNK;
        byte[] stored = encrypted(random(size), 8192);
        int chunk = AssetKey.CHUNK + AssetKey.TAG_BYTES;
        assertUnreadable(Arrays.copyOf(stored, chunk), size);
        assertUnreadable(Arrays.copyOf(stored, chunk), AssetKey.CHUNK);
    }

    @Example
    void chunksInAnotherOrderAreNoticed() throws IOException {
        int size = 3 * AssetKey.CHUNK;
        byte[] stored = encrypted(random(size), 8192);
        int chunk = AssetKey.CHUNK + AssetKey.TAG_BYTES;
        byte[] swapped = stored.clone();
        System.arraycopy(stored, 0, swapped, chunk, chunk);
        System.arraycopy(stored, chunk, swapped, 0, chunk);
        assertUnreadable(swapped, size);
    }

    @Example
    void nothingOfThePlainTextIsStored() throws IOException {
        byte[] plain = "the quick brown fox ".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(encrypted(plain, 8192), StandardCharsets.ISO_8859_1))
                .doesNotContain("quick");
    }
}

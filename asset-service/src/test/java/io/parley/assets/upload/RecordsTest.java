package io.parley.assets.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.assets.storage.AssetKey;
import io.parley.assets.storage.Reserve;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class RecordsTest {
    private final AssetKey key = AssetKey.create();
    private Path file;

    @BeforeTry
    void newFile() throws IOException {
        file = Files.createTempFile("parley-records", ".bin");
    }

    @AfterTry
    void deleteFile() throws IOException {
        Files.deleteIfExists(file);
    }

    private Records records() {
        return new Records(file, key, Reserve.of(file.resolveSibling("."), 0));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] all() throws IOException {
        try (InputStream in = records().read()) {
            return in.readAllBytes();
        }
    }

    @Property(tries = 60)
    void whatIsAppendedInPartsIsReadWhole(@ForAll @Size(max = 6) List<@IntRange(max = 150_000) Integer> parts)
            throws IOException {
        byte[] whole = bytes(parts.stream().mapToInt(part -> part).sum());
        int at = 0;
        for (int part : parts) {
            Records.End end = records().end();
            assertThat(end.offset()).isEqualTo(at);
            Records.End next = records().append(end, new ByteArrayInputStream(whole, at, part), whole.length - at);
            at += part;
            assertThat(next).isEqualTo(records().end());
        }
        assertThat(all()).isEqualTo(whole);
    }

    /** As a crash leaves it. */
    @Property(tries = 100)
    void aFileThatIsCutAnywhereHasABeginningAndIsGoneOnWith(
            @ForAll @IntRange(min = 1, max = 200_000) int size, @ForAll @IntRange(max = 250_000) int cut)
            throws IOException {
        byte[] whole = bytes(size);
        records().append(Records.End.EMPTY, new ByteArrayInputStream(whole), size);
        byte[] stored = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(stored, Math.min(cut, stored.length)));

        Records.End end = records().end();
        assertThat(all()).isEqualTo(Arrays.copyOf(whole, (int) end.offset()));
        int from = (int) end.offset();
        records().append(end, new ByteArrayInputStream(whole, from, size - from), size - from);
        assertThat(all()).isEqualTo(whole);
    }

    @Property(tries = 60)
    void theEndCanBeForgotten(@ForAll @IntRange(max = 200_000) int size, @ForAll @IntRange(max = 200_000) int offset)
            throws IOException {
        int kept = Math.min(size, offset);
        byte[] whole = bytes(size);
        records().append(Records.End.EMPTY, new ByteArrayInputStream(whole), size);

        Records.End end = records().cut(kept);

        assertThat(end.offset()).isEqualTo(kept);
        assertThat(records().end()).isEqualTo(end);
        records().append(end, new ByteArrayInputStream(whole, kept, size - kept), size - kept);
        assertThat(all()).isEqualTo(whole);
    }

    @Example
    void whatCameBeforeTheSenderBrokeOffIsKept() {
        byte[] some = bytes(100_000);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(some), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatThrownBy(() -> records().append(Records.End.EMPTY, broken, 1_000_000))
                .isInstanceOfSatisfying(
                        Records.SenderGone.class,
                        gone -> assertThat(gone.end().offset()).isEqualTo(100_000));
        assertThat(file).satisfies(any -> assertThat(all()).isEqualTo(some));
    }

    @Example
    void noMoreIsTakenThanIsExpected() throws IOException {
        records().append(Records.End.EMPTY, new ByteArrayInputStream(bytes(100)), 40);
        assertThat(all()).isEqualTo(Arrays.copyOf(bytes(100), 40));
    }

    @Example
    void nothingIsReadableAndNothingForgedIsRead() throws IOException {
        records().append(Records.End.EMPTY, new ByteArrayInputStream("a secret".getBytes(StandardCharsets.UTF_8)), 8);
        byte[] stored = Files.readAllBytes(file);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        stored[stored.length - 1] ^= 1;
        Files.write(file, stored);
        assertThatThrownBy(this::all).isInstanceOf(IOException.class);
    }

    @Example
    void whatWouldTouchTheReserveIsNotTakenAndWhatCameBeforeStays() throws IOException {
        Records.End end = records().append(Records.End.EMPTY, new ByteArrayInputStream(bytes(100)), 200);
        Records full = new Records(file, key, Reserve.of(file.resolveSibling("."), Long.MAX_VALUE));

        assertThatThrownBy(() -> full.append(end, new ByteArrayInputStream(bytes(100)), 100))
                .isInstanceOf(Reserve.NoRoom.class);
        assertThat(records().end()).isEqualTo(end);
    }
}

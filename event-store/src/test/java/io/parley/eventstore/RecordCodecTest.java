package io.parley.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.eventstore.StoredRecord.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final StoredRecord RECORD = new StoredRecord(
            "id",
            Instant.ofEpochSecond(1, 2),
            "t.Said",
            "1",
            new Origin("Talk", "a", 300),
            utf8("{}"),
            utf8("{\"k\":1}"));

    /** Stores that exist are read by later releases: a change here is a new record version. */
    @Test
    void theBytesOfVersionOneStayAsTheyAre() {
        assertThat(HexFormat.of().formatHex(RecordCodec.encode(RECORD)))
                .isEqualTo("0000000000000000" + "0103" + "0000000000000001" + "00000002" + "026964" + "06742e53616964"
                        + "0131" + "0454616c6b" + "0161" + "ac02" + "027b7d" + "077b226b223a317d");
    }

    @Test
    void aRecordCutShortOrOfALaterVersionIsRefused() {
        byte[] bytes = RecordCodec.encode(RECORD);
        for (int length = Long.BYTES; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RecordCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        bytes[Long.BYTES] = 2;
        assertThatThrownBy(() -> RecordCodec.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown version 2");
    }

    @Property(tries = 200)
    void aRecordComesBackAsItWas(
            @ForAll String identifier,
            @ForAll String aggregate,
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll Instant time,
            @ForAll boolean revision,
            @ForAll boolean domain,
            @ForAll byte[] payload) {
        StoredRecord record = new StoredRecord(
                wellFormed(identifier),
                time,
                "type",
                revision ? "7" : null,
                domain ? new Origin("Talk", wellFormed(aggregate), sequence) : null,
                payload,
                new byte[0]);
        byte[] bytes = RecordCodec.encode(record);
        RecordCodec.stampNewest(bytes, 42);

        assertThat(RecordCodec.newest(bytes)).isEqualTo(42);
        assertThat(RecordCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(record);
    }

    @Property(tries = 200)
    void aVarIntTakesTheRoomItSays(@ForAll long value) {
        ByteBuffer buffer = ByteBuffer.allocate(VarInt.size(value));
        VarInt.put(buffer, value);
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(VarInt.get(buffer.flip())).isEqualTo(value);
    }

    @Property(tries = 200)
    void keysSortAsSequencesDo(
            @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other, @ForAll String aggregate) {
        byte[] first = Keys.index(aggregate, one);
        byte[] second = Keys.index(aggregate, other);
        assertThat(Integer.signum(Arrays.compareUnsigned(first, second))).isEqualTo(Long.compare(one, other));
        assertThat(Keys.sameAggregate(first, second)).isTrue();
        assertThat(Keys.sameAggregate(first, Keys.index(aggregate + "x", one))).isFalse();
        assertThat(Keys.sequence(first)).isEqualTo(one);
    }

    /** Lone surrogates have no bytes in UTF-8. */
    private static String wellFormed(String text) {
        return new String(utf8(text), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.parley.viewstore;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** These bytes are in people's files: if one of them has to change, so has {@link ViewFile#FORMAT}. */
class KeyFormatTest {
    @Test
    void keysAreWrittenAsTheyAlwaysWere() {
        expect(null, "05");
        expect("ab", "2061620000");
        expect("a\0b", "206100ff620000");
        expect(1, "10bff0000000000000");
        expect(1L, "10bff0000000000000");
        expect(-1.0, "10400fffffffffffff");
        expect((1L << 53) + 1, "118020000000000001");
        expect(true, "41");
        expect(false, "40");
        expect(Instant.ofEpochMilli(1), "488000000000000001");
        expect(new UUID(1, 2), "3200000000000000010000000000000002");
        expect(new ObjectId("0102030405060708090a0b0c"), "380102030405060708090a0b0c");
        expect(new BinData(new byte[] {7}), "30000000000000000107");
        expect(List.of("a"), "2a2b2061000000");
        expect(new Document(), "2800");
        expect(
                new Document("c", "x").append("s", 2),
                "28" + "29630000" + "20780000" + "29730000" + "10c000000000000000" + "00");
    }

    private static void expect(@Nullable Object id, String hex) {
        assertThat(DocumentKey.of(id)).hasToString(hex);
    }
}

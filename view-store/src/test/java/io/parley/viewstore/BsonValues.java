package io.parley.viewstore;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What a client may store, as the server sees it after the wire. */
final class BsonValues {
    private static final int DEEPEST = 2;

    private BsonValues() {}

    static Arbitrary<Object> values() {
        return values(DEEPEST);
    }

    static Arbitrary<Document> documents() {
        return documents(DEEPEST);
    }

    private static Arbitrary<Object> values(int depth) {
        if (depth == 0) {
            return scalars();
        }
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalars()),
                Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(Object.class::cast)),
                Tuple.of(1, documents(depth - 1).map(Object.class::cast)));
    }

    private static Arbitrary<Document> documents(int depth) {
        return Arbitraries.maps(names(), values(depth)).ofMaxSize(4).map(Document::new);
    }

    static Arbitrary<Object> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.integers().between(-3, 3).map(Object.class::cast),
                Arbitraries.longs().between(-3, 3).map(Object.class::cast),
                Arbitraries.of(-3.0, -1.5, -0.0, 0.0, 1.0, 2.0, 0x1p53, 0x1p63, Double.NaN, Double.NEGATIVE_INFINITY)
                        .map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of("0", "-1", "1.0", "2.5", "1E+100", "1E-6000", "NaN")
                        .map(BsonValues::decimal));
    }

    /** Whole code points: what UTF-8 on the wire can carry. */
    static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .ofMaxLength(6)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    private static Arbitrary<String> names() {
        return strings().filter(name -> name.indexOf('\0') < 0);
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                strings().map(Object.class::cast),
                numbers(),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just(null),
                Arbitraries.longs()
                        .between(-1L << 45, 1L << 45)
                        .map(Instant::ofEpochMilli)
                        .map(Object.class::cast),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(6)
                        .map(BinData::new)
                        .map(Object.class::cast),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as(UUID::new)
                        .map(Object.class::cast),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as(LegacyUUID::new)
                        .map(Object.class::cast),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(12)
                        .map(ObjectId::new)
                        .map(Object.class::cast),
                Arbitraries.longs().map(BsonTimestamp::new).map(Object.class::cast));
    }

    private static Object decimal(String text) {
        return text.equals("NaN") ? Decimal128.NaN : new Decimal128(new BigDecimal(text));
    }
}

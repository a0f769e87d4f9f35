package io.parley.viewstore;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes an id so that unsigned byte order keeps strings, whole numbers and the fields of a compound id in their natural
 * order: neighbours (the entries of one conversation) share pages. Numbers are equal by value, whatever their type,
 * and decimals as the doubles nearest to them (the server compares them so); integers that a double cannot hold sort
 * behind all doubles, which no reader depends on.
 *
 * <p>The tags and layouts are the file format: never reuse or change one, add new ones.
 */
final class KeyEncoder {
    private static final int END = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int NULL = 0x05;
    private static final int MIN_KEY = 0x08;
    private static final int DOUBLE = 0x10;
    private static final int BIG_INTEGER = 0x11;
    private static final int STRING = 0x20;
    private static final int DOCUMENT = 0x28;
    private static final int FIELD = 0x29;
    private static final int ARRAY = 0x2A;
    private static final int ELEMENT = 0x2B;
    private static final int BINARY = 0x30;
    private static final int LEGACY_UUID = 0x31;
    private static final int UUID_VALUE = 0x32;
    private static final int OBJECT_ID = 0x38;
    private static final int FALSE = 0x40;
    private static final int TRUE = 0x41;
    private static final int DATE = 0x48;
    private static final int TIMESTAMP = 0x50;
    private static final int REGEX = 0x58;
    private static final int JAVASCRIPT = 0x60;
    private static final int MAX_KEY = 0x68;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    byte[] toBytes() {
        return out.toByteArray();
    }

    KeyEncoder append(@Nullable Object value) {
        switch (value) {
            case null -> tag(NULL);
            case Missing missing -> tag(NULL);
            case String text -> tag(STRING).text(text);
            case Integer number -> number(number.doubleValue());
            case Long number -> number(number);
            case Double number -> number(number);
            case Decimal128 number -> number(number.doubleValue());
            case Boolean flag -> tag(flag ? TRUE : FALSE);
            case Instant time -> tag(DATE).ordered(time.toEpochMilli());
            case UUID uuid -> tag(UUID_VALUE).raw(uuid.getMostSignificantBits()).raw(uuid.getLeastSignificantBits());
            case LegacyUUID legacy ->
                tag(LEGACY_UUID)
                        .raw(legacy.getUuid().getMostSignificantBits())
                        .raw(legacy.getUuid().getLeastSignificantBits());
            case ObjectId id -> tag(OBJECT_ID).raw(id.toByteArray());
            case BinData binary -> tag(BINARY).raw(binary.getData().length).raw(binary.getData());
            case Map<?, ?> document -> document(document);
            case Collection<?> array -> array(array);
            case BsonTimestamp timestamp -> tag(TIMESTAMP).raw(timestamp.getValue());
            case BsonRegularExpression regex ->
                tag(REGEX).text(regex.getPattern()).text(regex.getOptions());
            case BsonJavaScript script -> tag(JAVASCRIPT).text(script.getCode());
            case MinKey min -> tag(MIN_KEY);
            case MaxKey max -> tag(MAX_KEY);
            default -> throw new IllegalArgumentException("not a BSON value: " + value.getClass());
        }
        return this;
    }

    private void document(Map<?, ?> document) {
        tag(DOCUMENT);
        document.forEach((name, value) -> tag(FIELD).text((String) name).append(value));
        tag(END);
    }

    private void array(Collection<?> array) {
        tag(ARRAY);
        array.forEach(element -> tag(ELEMENT).append(element));
        tag(END);
    }

    private void number(long value) {
        if (value == (long) (double) value) {
            number((double) value);
        } else {
            tag(BIG_INTEGER).ordered(value);
        }
    }

    private void number(double value) {
        long bits = Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
        tag(DOUBLE).raw(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    private KeyEncoder tag(int tag) {
        out.write(tag);
        return this;
    }

    /** UTF-8, zero bytes escaped, ended by a zero: a prefix sorts before what it begins. */
    private KeyEncoder text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == END) {
                out.write(ESCAPED_ZERO);
            }
        }
        return tag(END).tag(END);
    }

    private KeyEncoder ordered(long value) {
        return raw(value ^ Long.MIN_VALUE);
    }

    private KeyEncoder raw(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    private KeyEncoder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }
}

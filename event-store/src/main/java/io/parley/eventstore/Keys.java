package io.parley.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys whose byte order is the order of what they stand for. */
final class Keys {
    static final int MAX_AGGREGATE_ID_BYTES = 0xFFFF;

    private Keys() {}

    static byte[] position(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    static long position(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    static byte[] index(String aggregate, long sequence) {
        byte[] name = name(aggregate);
        return ByteBuffer.allocate(Short.BYTES + name.length + Long.BYTES)
                .putShort((short) name.length)
                .put(name)
                .putLong(sequence)
                .array();
    }

    static boolean sameAggregate(byte[] key, byte[] other) {
        int prefix = key.length - Long.BYTES;
        return key.length == other.length && Arrays.equals(key, 0, prefix, other, 0, prefix);
    }

    static long sequence(byte[] indexKey) {
        return ByteBuffer.wrap(indexKey).getLong(indexKey.length - Long.BYTES);
    }

    /** The length comes first, so that no identifier is the beginning of another's key. */
    static byte[] name(String aggregate) {
        byte[] name = aggregate.getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_AGGREGATE_ID_BYTES) {
            throw new IllegalArgumentException(
                    "an aggregate identifier has at most " + MAX_AGGREGATE_ID_BYTES + " bytes, not " + name.length);
        }
        return name;
    }
}

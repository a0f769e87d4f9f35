package io.parley.viewstore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document's {@code _id} as bytes: two keys are equal exactly when MongoDB says that the ids are. */
final class DocumentKey implements Comparable<DocumentKey> {
    private final byte[] bytes;

    DocumentKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static DocumentKey of(@Nullable Object id) {
        return new DocumentKey(new KeyEncoder().append(id).toBytes());
    }

    /** For the server's own collections that have no id field. */
    static DocumentKey random() {
        UUID uuid = UUID.randomUUID();
        return new DocumentKey(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(DocumentKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

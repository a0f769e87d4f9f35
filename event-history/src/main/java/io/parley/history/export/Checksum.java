package io.parley.history.export;

import io.parley.history.source.Occurrence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Of a set of events, whatever their order: exclusive or of a hash of each one's position and id. DuckDB computes the same over what is written,
 * so that the two can be held against each other.
 */
final class Checksum {
    static final String SQL = "bit_xor(md5_number_lower(\"position\" || ':' || event_id))";

    private final MessageDigest md5;
    private long value;
    private long count;

    Checksum() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    void add(Occurrence event) {
        byte[] hash = md5.digest((event.position() + ":" + event.id()).getBytes(StandardCharsets.US_ASCII));
        value ^= ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES);
        count++;
    }

    long count() {
        return count;
    }

    /** Unsigned, decimal, as DuckDB writes it. */
    String text() {
        return Long.toUnsignedString(value);
    }
}

package io.parley.eventstore;

import io.parley.eventstore.StoredRecord.Origin;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record in bytes: 8 that the writer fills ({@link #stampNewest}), version, flags, seconds (8), nanoseconds (4), then
 * strings and arrays, each after its length as a varint.
 */
final class RecordCodec {
    private static final byte VERSION = 1;
    private static final int HAS_REVISION = 1;
    private static final int HAS_ORIGIN = 2;
    private static final int HEADER_BYTES = Long.BYTES + 2 + Long.BYTES + Integer.BYTES;

    private RecordCodec() {}

    static byte[] encode(StoredRecord event) {
        byte[] identifier = utf8(event.identifier());
        byte[] type = utf8(event.payloadType());
        byte[] revision = event.revision() == null ? null : utf8(event.revision());
        Origin origin = event.origin();
        byte[] originType = origin == null ? null : utf8(origin.type());
        byte[] aggregate = origin == null ? null : utf8(origin.aggregate());
        int size = HEADER_BYTES
                + sizeOf(identifier)
                + sizeOf(type)
                + sizeOf(revision)
                + sizeOf(originType)
                + sizeOf(aggregate)
                + (origin == null ? 0 : VarInt.size(origin.sequence()))
                + sizeOf(event.payload())
                + sizeOf(event.metaData());
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putLong(0).put(VERSION);
        out.put((byte) ((revision == null ? 0 : HAS_REVISION) | (origin == null ? 0 : HAS_ORIGIN)));
        Instant time = event.timestamp();
        out.putLong(time.getEpochSecond()).putInt(time.getNano());
        put(out, identifier);
        put(out, type);
        put(out, revision);
        put(out, originType);
        put(out, aggregate);
        if (origin != null) {
            VarInt.put(out, origin.sequence());
        }
        put(out, event.payload());
        put(out, event.metaData());
        return out.array();
    }

    /** @throws IllegalArgumentException if these bytes are no record, or one of a later release */
    static StoredRecord decode(byte[] bytes) {
        try {
            return decode(ByteBuffer.wrap(bytes).position(Long.BYTES));
        } catch (BufferUnderflowException | DateTimeException e) {
            throw new IllegalArgumentException("a record is cut short or damaged", e);
        }
    }

    private static StoredRecord decode(ByteBuffer in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("a record has the unknown version " + version);
        }
        byte flags = in.get();
        Instant timestamp = Instant.ofEpochSecond(in.getLong(), in.getInt());
        String identifier = string(in);
        String type = string(in);
        String revision = (flags & HAS_REVISION) == 0 ? null : string(in);
        Origin origin = (flags & HAS_ORIGIN) == 0 ? null : new Origin(string(in), string(in), VarInt.get(in));
        byte[] payload = bytes(in);
        byte[] metaData = bytes(in);
        return new StoredRecord(identifier, timestamp, type, revision, origin, payload, metaData);
    }

    /** Writes the latest timestamp of this and all earlier events, which rises with the position; see TimeSearch. */
    static void stampNewest(byte[] record, long epochNanos) {
        ByteBuffer.wrap(record).putLong(epochNanos);
    }

    static long newest(byte[] record) {
        return ByteBuffer.wrap(record).getLong();
    }

    /** Nanoseconds since 1970, at the nearer end of the range for what a long cannot hold (before 1677, after 2262). */
    static long epochNanos(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? 0 : VarInt.size(bytes.length) + bytes.length;
    }

    private static void put(ByteBuffer out, byte @Nullable [] bytes) {
        if (bytes != null) {
            VarInt.put(out, bytes.length);
            out.put(bytes);
        }
    }

    private static String string(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        long length = VarInt.get(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }
}

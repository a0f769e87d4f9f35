package io.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last messages of one device in a conversation: as many as it may have unanswered, so every honest resend is among them. Of all mids but the
 * newest 64 bits are kept, so that a snapshot of ten thousand devices stays below the 4 MB that gRPC takes.
 */
final class SentMessages {
    static final int REMEMBERED = 16;

    private static final int MOST_BYTES_OF_A_NUMBER = 10;
    private static final int MOST_BYTES = 2 * Long.BYTES + REMEMBERED * (Long.BYTES + 2 * MOST_BYTES_OF_A_NUMBER);

    private final List<Sent> newestLast = new ArrayList<>(REMEMBERED);
    private @Nullable UUID newest;

    /** @param fingerprint of the mid */
    record Sent(long fingerprint, long seq, Instant time) {}

    SentMessages() {}

    /** A message of this device is stored. */
    void add(UUID mid, long seq, Instant time) {
        if (newestLast.size() == REMEMBERED) {
            newestLast.removeFirst();
        }
        newestLast.addLast(new Sent(fingerprint(mid), seq, time));
        newest = mid;
    }

    private static long fingerprint(UUID mid) {
        return mid.getMostSignificantBits() ^ mid.getLeastSignificantBits();
    }

    @Nullable
    Sent find(UUID mid) {
        long fingerprint = fingerprint(mid);
        for (Sent sent : newestLast) {
            if (sent.fingerprint() == fingerprint) {
                return sent;
            }
        }
        return null;
    }

    Sent last() {
        return newestLast.getLast();
    }

    UUID lastMid() {
        return Objects.requireNonNull(newest);
    }

    /** Each seq and time as what it is above the one before; a clock may be set back. */
    @JsonValue
    String written() {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        bytes.putLong(lastMid().getMostSignificantBits()).putLong(lastMid().getLeastSignificantBits());
        long seq = 0;
        long time = 0;
        for (Sent sent : newestLast) {
            bytes.putLong(sent.fingerprint());
            put(sent.seq() - seq, bytes);
            put(sent.time().toEpochMilli() - time, bytes);
            seq = sent.seq();
            time = sent.time().toEpochMilli();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    @JsonCreator
    static SentMessages read(String written) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(written));
        SentMessages sent = new SentMessages();
        sent.newest = new UUID(bytes.getLong(), bytes.getLong());
        long seq = 0;
        long time = 0;
        while (bytes.hasRemaining()) {
            long fingerprint = bytes.getLong();
            seq += number(bytes);
            time += number(bytes);
            sent.newestLast.add(new Sent(fingerprint, seq, Instant.ofEpochMilli(time)));
        }
        return sent;
    }

    /** As Protocol Buffers write an sint64. */
    private static void put(long number, ByteBuffer into) {
        long rest = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((rest & ~0x7FL) != 0) {
            into.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        into.put((byte) rest);
    }

    private static long number(ByteBuffer from) {
        long read = 0;
        int shift = 0;
        byte part;
        do {
            part = from.get();
            read |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        return (read >>> 1) ^ -(read & 1);
    }

    /** Axon's fixtures compare an aggregate with one made of its events. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentMessages that
                && newestLast.equals(that.newestLast)
                && Objects.equals(newest, that.newest);
    }

    @Override
    public int hashCode() {
        return newestLast.hashCode();
    }
}

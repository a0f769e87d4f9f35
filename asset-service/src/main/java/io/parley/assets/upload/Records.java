package io.parley.assets.upload;

import io.parley.assets.storage.AssetKey;
import io.parley.assets.storage.Reserve;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/**
 * What came of an upload so far, encrypted, in one file: records of a length (four bytes), and as many bytes under the upload's key. A record that a
 * crash cut off is none. Of one upload at a time one thread uses it; the place at which the records end is kept between uses.
 */
final class Records {
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final Path file;
    private final AssetKey key;
    private final Reserve reserve;

    Records(Path file, AssetKey key, Reserve reserve) {
        this.file = file;
        this.key = key;
        this.reserve = reserve;
    }

    /**
     * Where records end.
     *
     * @param offset in bytes of plain text
     * @param end in bytes of the file
     */
    record End(long offset, long end) {
        static final End EMPTY = new End(0, 0);
    }

    /** Reads the lengths of all of them. */
    End end() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return end(channel, Long.MAX_VALUE);
        } catch (NoSuchFileException e) {
            return End.EMPTY;
        }
    }

    /** Of the records that begin below an offset. */
    private static End end(FileChannel channel, long below) throws IOException {
        End end = End.EMPTY;
        while (end.offset < below) {
            int length = length(channel, end.end);
            if (length < 0) {
                return end;
            }
            end = new End(end.offset + length, next(end.end, length));
        }
        return end;
    }

    private static long next(long at, int length) {
        return at + LENGTH_BYTES + AssetKey.sealedLength(length);
    }

    /** -1 where there is no whole record any more. */
    private static int length(FileChannel channel, long at) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
        while (length.hasRemaining()) {
            if (channel.read(length, at + length.position()) < 0) {
                return -1;
            }
        }
        int value = length.flip().getInt();
        boolean whole = value >= 0 && value <= AssetKey.CHUNK && next(at, value) <= channel.size();
        return whole ? value : -1;
    }

    /**
     * Appends what a sender sends, up to a number of bytes; durable when this returns, or throws because the sender broke off.
     *
     * @throws SenderGone where the sender broke off: what came before that is kept
     * @throws IOException where the disk fails, or has no room for it
     */
    End append(End end, InputStream from, long most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(end.end);
            channel.position(end.end);
            Appending appending = new Appending(channel, end);
            try {
                appending.all(from, most);
            } finally {
                channel.force(false);
            }
            return appending.end;
        }
    }

    private final class Appending {
        private final FileChannel channel;
        private End end;

        Appending(FileChannel channel, End end) {
            this.channel = channel;
            this.end = end;
        }

        void all(InputStream from, long most) throws IOException {
            byte[] chunk = new byte[AssetKey.CHUNK];
            long left = most;
            while (left > 0) {
                Filled filled = fill(chunk, from, (int) Math.min(left, chunk.length));
                write(chunk, filled.count);
                left -= filled.count;
                if (filled.failure != null) {
                    throw new SenderGone(end, filled.failure);
                }
                if (filled.ended) {
                    return;
                }
            }
        }

        private void write(byte[] chunk, int count) throws IOException {
            if (count == 0) {
                return;
            }
            byte[] sealed = seal(chunk, count);
            ByteBuffer record = ByteBuffer.allocate(LENGTH_BYTES + sealed.length)
                    .putInt(count)
                    .put(sealed);
            record.flip();
            reserve.require(record.limit());
            while (record.hasRemaining()) {
                channel.write(record);
            }
            end = new End(end.offset + count, end.end + record.limit());
        }
    }

    private record Filled(
            int count,
            boolean ended,
            @org.jspecify.annotations.Nullable IOException failure) {}

    private static Filled fill(byte[] chunk, InputStream from, int most) {
        int count = 0;
        try {
            while (count < most) {
                int read = from.read(chunk, count, most - count);
                if (read < 0) {
                    return new Filled(count, true, null);
                }
                count += read;
            }
            return new Filled(count, false, null);
        } catch (IOException e) {
            return new Filled(count, true, e);
        }
    }

    /** The sender broke off; what came before is kept. */
    static final class SenderGone extends IOException {
        private static final long serialVersionUID = 1;

        private final transient End end;

        SenderGone(End end, IOException cause) {
            super("the sender broke off", cause);
            this.end = end;
        }

        End end() {
            return end;
        }
    }

    /** Forgets everything from an offset on. */
    End cut(long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            End before = End.EMPTY;
            End after = end(channel, 1);
            while (after.offset <= offset && after.end > before.end) {
                before = after;
                after = end(channel, after.offset + 1);
            }
            int kept = (int) (offset - before.offset);
            byte[] rest = kept == 0 ? new byte[0] : open(channel, before.end, (int) (after.offset - before.offset));
            channel.truncate(before.end);
            channel.position(before.end);
            Appending appending = new Appending(channel, before);
            appending.write(rest, kept);
            channel.force(false);
            return appending.end;
        }
    }

    private byte[] open(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer sealed = ByteBuffer.allocate(AssetKey.sealedLength(length));
        while (sealed.hasRemaining()) {
            if (channel.read(sealed, at + LENGTH_BYTES + sealed.position()) < 0) {
                throw new EOFException(file + " is cut off");
            }
        }
        try {
            return key.open(sealed.array());
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not what was stored", e);
        }
    }

    private byte[] seal(byte[] chunk, int count) throws IOException {
        try {
            return key.seal(chunk, count);
        } catch (GeneralSecurityException e) {
            throw new IOException("a record cannot be encrypted", e);
        }
    }

    /** All plain text. */
    InputStream read() throws IOException {
        try {
            return new Reading(FileChannel.open(file, StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException(e.getMessage());
        }
    }

    private final class Reading extends InputStream {
        private final FileChannel channel;
        private long at;
        private byte[] chunk = new byte[0];
        private int within;

        Reading(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            while (within == chunk.length) {
                int length = length(channel, at);
                if (length < 0) {
                    return -1;
                }
                chunk = open(channel, at, length);
                within = 0;
                at = next(at, length);
            }
            int part = Math.min(count, chunk.length - within);
            System.arraycopy(chunk, within, into, offset, part);
            within += part;
            return part;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

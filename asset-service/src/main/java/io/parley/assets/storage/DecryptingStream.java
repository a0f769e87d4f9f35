package io.parley.assets.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Reads an asset's plain text; skipping reads nothing of what is skipped but the chunk in which it ends. */
public final class DecryptingStream extends InputStream {
    private final Storage storage;
    private final StoredName name;
    private final AssetKey key;
    private final long size;
    private long position;
    private @Nullable InputStream below;
    private byte[] chunk = new byte[0];
    private long chunkNumber = -1;

    private DecryptingStream(Storage storage, StoredName name, AssetKey key, long size) {
        this.storage = storage;
        this.name = name;
        this.key = key;
        this.size = size;
    }

    /**
     * Reading throws where the storage fails, has none of it, or not what was stored.
     *
     * @param size in bytes of plain text, as the asset's event says
     */
    public static DecryptingStream of(Storage storage, StoredName name, AssetKey key, long size) {
        return new DecryptingStream(storage, name, key, size);
    }

    /**
     * Has what lies there at hand, without going there: where the storage fails, this does.
     *
     * @param offset in bytes of plain text, below the size
     */
    public void expect(long offset) throws IOException {
        load(offset / AssetKey.CHUNK);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        load(position / AssetKey.CHUNK);
        int within = (int) (position % AssetKey.CHUNK);
        int part = Math.min(length, chunk.length - within);
        System.arraycopy(chunk, within, into, offset, part);
        position += part;
        return part;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, size - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, size - position);
    }

    private void load(long number) throws IOException {
        if (number == chunkNumber) {
            return;
        }
        if (below == null || number != chunkNumber + 1) {
            close();
            Optional<InputStream> found = storage.read(name, number * (AssetKey.CHUNK + AssetKey.TAG_BYTES));
            below = found.orElseThrow(() -> new IOException("the storage has no " + name));
        }
        boolean last = number == AssetKey.chunks(size) - 1;
        int plain = last ? (int) (size - number * AssetKey.CHUNK) : AssetKey.CHUNK;
        byte[] stored = below.readNBytes(plain + AssetKey.TAG_BYTES);
        if (stored.length < plain + AssetKey.TAG_BYTES) {
            throw new IOException(name + " is cut off"); // an EOFException would be taken for the client's
        }
        try {
            chunk = key.cipher(Cipher.DECRYPT_MODE, number, last).doFinal(stored);
            chunkNumber = number;
        } catch (GeneralSecurityException e) {
            throw new IOException(name + " is not what was stored", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (below != null) {
            below.close();
            below = null;
            chunkNumber = -1;
        }
    }
}

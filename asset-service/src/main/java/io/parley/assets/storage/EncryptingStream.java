package io.parley.assets.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts what is written, chunk by chunk. {@link #finish} writes the last one; closing does not close what is below. */
public final class EncryptingStream extends OutputStream {
    private final OutputStream out;
    private final AssetKey key;
    private final byte[] chunk = new byte[AssetKey.CHUNK];
    private int filled;
    private long number;

    public EncryptingStream(OutputStream out, AssetKey key) {
        this.out = out;
        this.key = key;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == chunk.length) {
                flushChunk(false);
            }
            int part = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, from, chunk, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    public void finish() throws IOException {
        flushChunk(true);
        out.flush();
    }

    private void flushChunk(boolean last) throws IOException {
        try {
            out.write(key.cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(chunk, 0, filled));
            number++;
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new IOException("a chunk cannot be encrypted", e);
        }
    }
}

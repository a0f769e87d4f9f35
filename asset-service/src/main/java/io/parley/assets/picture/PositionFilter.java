package io.parley.assets.picture;

import java.io.IOException;
import java.io.OutputStream;

/** Passes a file of some format on without what says where it was taken, and any other file as it is; the size stays. Closing does not close what is below. */
abstract class PositionFilter extends OutputStream {
    @Override
    public final void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;

    /** Writes what a file that ends where more was due began of it, with nothing of it readable. */
    abstract void finish() throws IOException;
}

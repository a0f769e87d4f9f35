package io.parley.server.history;

import io.parley.history.source.HistoryException;
import java.io.Writer;

/** Keeps what is written, up to a size. */
final class BoundedWriter extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final long most;

    /** @param most characters */
    BoundedWriter(long most) {
        this.most = most;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        if (text.length() + length > most) {
            throw new HistoryException(
                    "The answer is larger than " + most + " characters; ask for less, such as with --last.");
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}

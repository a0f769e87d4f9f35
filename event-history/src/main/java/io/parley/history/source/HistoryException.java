package io.parley.history.source;

import org.jspecify.annotations.Nullable;

/** Something that the person who asked can mend; the message is one sentence for them. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryException(String message) {
        this(message, null);
    }

    public HistoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

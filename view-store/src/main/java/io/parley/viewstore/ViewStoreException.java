package io.parley.viewstore;

import org.jspecify.annotations.Nullable;

/** The views' file cannot be opened or written; the message is one sentence for the operator. */
public final class ViewStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

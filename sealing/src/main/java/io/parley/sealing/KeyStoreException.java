package io.parley.sealing;

import org.jspecify.annotations.Nullable;

/** The key files cannot be read or written; the message is one sentence for the operator and holds no key. */
public final class KeyStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    KeyStoreException(String message) {
        this(message, null);
    }
}

package io.parley.eventstore;

import org.jspecify.annotations.Nullable;

/** The store could not be opened, and nothing in its directory was changed. The message is one sentence for people. */
public abstract sealed class StoreOpenException extends RuntimeException
        permits StoreLockedException, StoreNewerException, StoreUnreadableException {
    StoreOpenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

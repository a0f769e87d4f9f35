package io.parley.eventstore;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory is not an event store, or the store is damaged. */
public final class StoreUnreadableException extends StoreOpenException {
    StoreUnreadableException(Path directory, String reason) {
        this(directory, reason, null);
    }

    StoreUnreadableException(Path directory, String reason, @Nullable Throwable cause) {
        super("the event store in " + directory + " cannot be read: " + reason, cause);
    }
}

package io.parley.eventstore;

import java.nio.file.Path;

/** Another process, or another engine of this one, has the store open for writing. */
public final class StoreLockedException extends StoreOpenException {
    StoreLockedException(Path directory) {
        super("the event store in " + directory + " is in use by another process", null);
    }
}

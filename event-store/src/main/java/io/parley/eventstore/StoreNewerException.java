package io.parley.eventstore;

import java.nio.file.Path;

/** A later release wrote the store. */
public final class StoreNewerException extends StoreOpenException {
    StoreNewerException(Path directory, int found, int known) {
        super(
                "the event store in %s has format %d, but this release knows only up to %d: use a newer release"
                        .formatted(directory, found, known),
                null);
    }
}

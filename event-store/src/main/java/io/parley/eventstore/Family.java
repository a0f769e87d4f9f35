package io.parley.eventstore;

import java.util.Locale;

/** The column families. Their order is that of the handles in {@link Database}. */
enum Family {
    EVENTS,
    INDEX,
    SNAPSHOTS,
    META;

    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

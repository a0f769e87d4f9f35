package io.parley.eventstore;

import java.util.Locale;

/** The column families. */
enum Family {
    EVENTS,
    INDEX,
    SNAPSHOTS,
    META;

    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

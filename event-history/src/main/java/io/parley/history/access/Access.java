package io.parley.history.access;

import io.parley.history.source.History;

/** Where questions are asked: what they read, and where it is noted that somebody did. */
public interface Access {
    /**
     * The events as they are now.
     *
     * @throws io.parley.history.source.HistoryException where they cannot be read
     */
    History open(boolean pseudonymous);

    /**
     * Durably, before anything is told.
     *
     * @throws io.parley.history.source.HistoryException where it cannot be noted: then nothing may be told
     */
    void record(Use use);
}

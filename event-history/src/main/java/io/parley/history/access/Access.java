package io.parley.history.access;

import io.parley.api.id.UserId;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;

/** Where questions are asked: what they read, and where it is noted that somebody did. */
public interface Access extends AutoCloseable {
    /**
     * The events as they are now.
     *
     * @throws HistoryException where they cannot be read
     */
    History open(boolean pseudonymous);

    /**
     * Durably, before anything is told.
     *
     * @throws HistoryException where it cannot be noted: then nothing may be told
     */
    void record(Use use);

    /**
     * Decides for ever that a person is erased, and destroys their key.
     *
     * @throws HistoryException where it cannot be done
     */
    default void erase(UserId person) {
        throw new HistoryException("Nobody can be erased from here.");
    }

    @Override
    default void close() {}
}

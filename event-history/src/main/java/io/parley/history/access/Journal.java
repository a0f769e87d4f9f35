package io.parley.history.access;

import io.parley.api.id.UserId;
import io.parley.history.source.DataFolder;
import io.parley.history.source.HistoryException;

/** Puts an event behind those of a data folder. */
public sealed interface Journal permits RunningServer, StoppedServer {
    /** @throws HistoryException where it cannot be noted */
    void record(Use use);

    /**
     * Decides for ever that a person is erased, and destroys their key.
     *
     * @throws HistoryException where it cannot be done
     */
    void erase(UserId person);

    /** @throws HistoryException where a server runs there that cannot be reached */
    static Journal of(DataFolder folder) {
        return folder.isInUse() ? RunningServer.of(folder) : new StoppedServer(folder);
    }

    /** Who sits at this machine. */
    static String account() {
        return System.getProperty("user.name");
    }
}

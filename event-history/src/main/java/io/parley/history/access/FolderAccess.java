package io.parley.history.access;

import io.parley.api.id.UserId;
import io.parley.history.source.DataFolder;
import io.parley.history.source.History;

/** Of whoever holds a data folder, with or without a server that runs on it. */
public final class FolderAccess implements Access {
    private final DataFolder folder;

    public FolderAccess(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public History open(boolean pseudonymous) {
        return pseudonymous ? History.openPseudonymous(folder) : History.open(folder);
    }

    @Override
    public void record(Use use) {
        Journal.of(folder).record(use);
    }

    @Override
    public void erase(UserId person) {
        Journal.of(folder).erase(person);
    }
}

package io.parley.assets.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What files leave free on a disk for everything else that is there, the events above all. Thread-safe. */
public final class Reserve {
    private final FileStore disk;
    private final long bytes;

    private Reserve(FileStore disk, long bytes) {
        this.disk = disk;
        this.bytes = bytes;
    }

    /** @param folder that is on the disk; made where there is none */
    public static Reserve of(Path folder, long bytes) {
        try {
            return new Reserve(Files.getFileStore(Files.createDirectories(folder)), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be used", e);
        }
    }

    /** Others may write at the same time, so the last few writes can reach into it. */
    public void require(long more) throws NoRoom, IOException {
        if (disk.getUsableSpace() - more < bytes) {
            throw new NoRoom("a file would leave less than " + bytes + " bytes free on " + disk);
        }
    }

    /** There is no room for a file; there may be later. */
    public static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1;

        NoRoom(String message) {
            super(message);
        }
    }
}

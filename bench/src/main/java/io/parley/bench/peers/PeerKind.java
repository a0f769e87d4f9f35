package io.parley.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that Parley is measured beside. Their names are what stands behind {@code --vs}. */
public enum PeerKind {
    ejabberd {
        @Override
        public List<String> missing() {
            return Debian.missing(
                    List.of(Debian.EJABBERD, Debian.PGSQL_FOR_ERLANG, Debian.POSTGRESQL, Debian.POSTGRESQL_CLIENT));
        }

        @Override
        Peer startIn(PeerFolder folder) throws IOException, InterruptedException {
            return Ejabberd.start(folder);
        }

        @Override
        public String promise() {
            return "ejabberd with PostgreSQL (fsync on) acknowledges nothing by itself. It writes each message and each receipt into the "
                    + "archives of both people, a row each, and what is sent to somebody who is away once more; a commit is synced, by "
                    + "PostgreSQL, before the message goes on.";
        }
    },
    prosody {
        @Override
        public List<String> missing() {
            return Debian.missing(List.of(Debian.PROSODY));
        }

        @Override
        Peer startIn(PeerFolder folder) throws IOException, InterruptedException {
            return Prosody.start(folder);
        }

        @Override
        public String promise() {
            return "Prosody with its internal storage appends each message and each receipt to files of both people and never syncs them: "
                    + "a kill loses only what is not written yet, a loss of power may take the last half minute.";
        }
    };

    /** Debian packages that are not on this machine; empty where it can be started. */
    public abstract List<String> missing();

    /** What it writes a message, and what is on disk before it goes on; for the reader of the figures. */
    public abstract String promise();

    abstract Peer startIn(PeerFolder folder) throws IOException, InterruptedException;

    /**
     * Nothing of it stays: it ends, and its folder goes, also when this process is told to end.
     *
     * @param parent of its folder; null is the folder for temporary files
     * @throws IllegalStateException with what to install, where something is missing
     */
    public Peer start(@Nullable Path parent) throws IOException, InterruptedException {
        List<String> packages = missing();
        if (!packages.isEmpty()) {
            throw new IllegalStateException(
                    "--vs " + name() + " needs Debian packages that are not on this machine: apt-get install "
                            + String.join(" ", packages) + " (the README of bench/ says more).");
        }
        PeerFolder folder = PeerFolder.make(parent, name());
        Runtime.getRuntime().addShutdownHook(new Thread(folder::closeQuietly, "stop-" + name()));
        try {
            return startIn(folder);
        } catch (IOException | InterruptedException | RuntimeException fault) {
            folder.close();
            throw fault;
        }
    }
}

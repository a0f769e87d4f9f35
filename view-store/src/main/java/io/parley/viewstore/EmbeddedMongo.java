package io.parley.viewstore;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/** A MongoDB for this process alone, on a random port of the loopback address, over one file. */
public final class EmbeddedMongo implements AutoCloseable {
    private final CommitGate gate = new CommitGate();
    private final Scans scans = new Scans();
    private final Access access = new Access();
    private final Committer committer;
    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedMongo(ViewFile file, EmbeddedMongoOptions options) {
        committer = new Committer(file, gate, options);
        server = new MongoServer(new ViewBackend(file, access, gate, committer, scans));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getLocalAddress();
        committer.start();
    }

    /**
     * Opens or creates the file and listens.
     *
     * @throws ViewStoreException in one sentence: the file is in use, damaged, of another format or cannot be written
     */
    public static EmbeddedMongo open(Path path, EmbeddedMongoOptions options) {
        ViewFile file = ViewFile.open(path, options);
        try {
            return new EmbeddedMongo(file, options);
        } catch (RuntimeException e) {
            file.abandon();
            throw e;
        }
    }

    /** Carries this start's secret: pass it to a client, never to a log. */
    public String connectionString() {
        return access.connectionString(address);
    }

    public InetSocketAddress address() {
        return address;
    }

    /**
     * Shared among batches; no commit happens while anybody holds it. Hold it while writing documents and the token that
     * covers them, and the file never has the one without the other. Release it on the thread that took it, and do not
     * wait under it for another thread that needs it: one that asks later queues behind a waiting commit.
     */
    public Lock batchLock() {
        return gate.batch();
    }

    /** Why the last commit failed; empty again after one that succeeds. */
    public Optional<Throwable> failure() {
        return committer.failure();
    }

    /** How long the last commit held up batches and commands. */
    public Duration lastCommitPause() {
        return committer.lastPause();
    }

    /** Queries so far that walked a whole collection; views read by exact {@code _id}, so this should stay 0. */
    public long scans() {
        return scans.count();
    }

    /**
     * Waits for running batches, commits, and stops. Close clients first.
     *
     * @throws ViewStoreException if a batch did not end in time; what it wrote is dropped
     */
    @Override
    public void close() {
        server.stopListening();
        try {
            committer.close();
        } finally {
            server.shutdownNow();
        }
    }
}

package io.parley.assets.upload;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.exception.UploadAlreadyLockedException;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import me.desair.tus.server.upload.UploadLock;
import me.desair.tus.server.upload.UploadLockingService;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request an upload at a time, in this process. Another waits a moment, as long as one takes that only asks how far the upload is; a client that
 * comes again while its bytes still arrive is told to try later.
 */
final class UploadLocks implements UploadLockingService {
    private final Duration wait;
    private final Set<String> locked = new HashSet<>();
    private final ReentrantLock changing = new ReentrantLock();
    private final Condition released = changing.newCondition();
    private UploadIdFactory ids = new UuidUploadIdFactory();

    /** @param wait for a request that is under way, at most */
    UploadLocks(Duration wait) {
        this.wait = wait;
    }

    @Override
    public @Nullable UploadLock lockUploadByUri(String uri) throws TusException {
        UploadId id = ids.readUploadId(uri);
        if (id == null) {
            return null;
        }
        if (!lock(id.toString())) {
            throw new UploadAlreadyLockedException("Another request is uploading to it; try again in a moment.");
        }
        return new Lock(uri, id.toString());
    }

    private boolean lock(String id) {
        changing.lock();
        try {
            long left = wait.toNanos();
            while (locked.contains(id) && left > 0) {
                left = released.awaitNanos(left);
            }
            return locked.add(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            changing.unlock();
        }
    }

    private void unlock(String id) {
        changing.lock();
        try {
            locked.remove(id);
            released.signalAll();
        } finally {
            changing.unlock();
        }
    }

    private final class Lock implements UploadLock {
        private final String uri;
        private final String id;
        private boolean held = true;

        Lock(String uri, String id) {
            this.uri = uri;
            this.id = id;
        }

        @Override
        public String getUploadUri() {
            return uri;
        }

        @Override
        public void release() {
            if (held) {
                held = false;
                unlock(id);
            }
        }

        @Override
        public void close() {
            release();
        }
    }

    /** None outlives its process. */
    @Override
    public void cleanupStaleLocks() {}

    @Override
    public boolean isLocked(UploadId id) {
        changing.lock();
        try {
            return locked.contains(id.toString());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void setIdFactory(UploadIdFactory factory) {
        ids = factory;
    }
}

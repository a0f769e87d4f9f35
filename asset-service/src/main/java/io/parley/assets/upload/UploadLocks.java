package io.parley.assets.upload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.exception.UploadAlreadyLockedException;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import me.desair.tus.server.upload.UploadLock;
import me.desair.tus.server.upload.UploadLockingService;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import org.jspecify.annotations.Nullable;

/** One request an upload at a time, in this process: a client that comes again too soon is told to wait. */
final class UploadLocks implements UploadLockingService {
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private UploadIdFactory ids = new UuidUploadIdFactory();

    @Override
    public @Nullable UploadLock lockUploadByUri(String uri) throws TusException {
        UploadId id = ids.readUploadId(uri);
        if (id == null) {
            return null;
        }
        if (!locked.add(id.toString())) {
            throw new UploadAlreadyLockedException("Another request is uploading to it; try again in a moment.");
        }
        return new Lock(uri, id.toString());
    }

    private final class Lock implements UploadLock {
        private final String uri;
        private final String id;

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
            locked.remove(id);
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
        return locked.contains(id.toString());
    }

    @Override
    public void setIdFactory(UploadIdFactory factory) {
        ids = factory;
    }
}

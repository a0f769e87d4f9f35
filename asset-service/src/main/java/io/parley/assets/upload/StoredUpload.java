package io.parley.assets.upload;

import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadInfo;

/** An upload as the protocol's library sees it; when it expires was decided when it began. */
final class StoredUpload extends UploadInfo {
    private static final long serialVersionUID = 1;

    private final transient UploadState state;

    StoredUpload(UploadId id, String owner, UploadState state, long offset) {
        this.state = state;
        setId(id);
        setOwnerKey(owner);
        setEncodedMetadata(state.metadata());
        setLength(state.length());
        setOffset(offset);
    }

    UploadState state() {
        return state;
    }

    @Override
    public Long getExpirationTimestamp() {
        return state.expires();
    }

    @Override
    public void updateExpiration(long period) {}

    @Override
    public boolean isExpired() {
        return state.expires() < getCurrentTime();
    }
}

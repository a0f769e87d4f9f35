package io.parley.assets.upload;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an upload beside its bytes; sealed as a whole with its owner's key.
 *
 * @param metadata as the client sent it, encoded; null for none
 * @param length null while the client has not said it
 * @param key which the bytes are encrypted with
 * @param expires in milliseconds since 1970; it never changes
 * @param asset that all of it became; null while it has not
 */
record UploadState(
        @Nullable String metadata,
        @Nullable Long length,
        String key,
        long expires,
        @Nullable String asset) {
    UploadState with(@Nullable Long newLength) {
        return new UploadState(metadata, newLength, key, expires, asset);
    }

    UploadState become(String newAsset) {
        return new UploadState(metadata, length, key, expires, newAsset);
    }
}

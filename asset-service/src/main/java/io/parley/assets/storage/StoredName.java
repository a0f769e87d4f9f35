package io.parley.assets.storage;

import io.parley.api.id.AssetId;
import java.util.Optional;

/**
 * What bytes in a storage are called.
 *
 * @param thumbnail whether they are an asset's small picture
 */
public record StoredName(AssetId asset, boolean thumbnail) {
    private static final String THUMBNAIL = ".thumbnail";
    private static final int SHARD_CHARS = 2;

    public static StoredName of(AssetId asset) {
        return new StoredName(asset, false);
    }

    public static StoredName thumbnailOf(AssetId asset) {
        return new StoredName(asset, true);
    }

    /** Empty for a name that no asset has. */
    static Optional<StoredName> parse(String text) {
        boolean thumbnail = text.endsWith(THUMBNAIL);
        return AssetId.parse(thumbnail ? text.substring(0, text.length() - THUMBNAIL.length()) : text)
                .map(asset -> new StoredName(asset, thumbnail));
    }

    /** Ids of one time begin alike, and end at random. */
    String shard() {
        String id = asset.value();
        return id.substring(id.length() - SHARD_CHARS);
    }

    String text() {
        return thumbnail ? asset.value() + THUMBNAIL : asset.value();
    }

    @Override
    public String toString() {
        return text();
    }
}

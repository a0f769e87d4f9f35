package io.parley.api.asset;

import io.parley.api.id.AssetId;

/** What happened to an asset. */
public sealed interface AssetEvent permits AssetStored, AssetRemoved {
    AssetId asset();
}

package io.parley.api.asset;

import io.parley.api.EventName;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** From now on nobody is given the asset. */
@EventName("asset.AssetRemoved")
public record AssetRemoved(AssetId asset, UserId by, Instant time) implements AssetEvent {}

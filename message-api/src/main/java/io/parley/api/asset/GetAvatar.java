package io.parley.api.asset;

import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;

/** Asks whether the asset is that person's picture now: then it is for everybody to see; answered with {@link Answer}. */
public record GetAvatar(UserId user, AssetId asset) {
    public record Answer(boolean shown) {}
}

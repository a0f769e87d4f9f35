package io.parley.api.asset;

import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for assets that no message carries and no profile shows now, in the order of their ids; answered with {@link Found}.
 *
 * @param after only ids above that; null for all
 */
public record FindUnreferred(@Nullable AssetId after, int limit) {
    public record Unreferred(AssetId asset, UserId owner) {}

    public record Found(List<Unreferred> assets, boolean more) {}
}

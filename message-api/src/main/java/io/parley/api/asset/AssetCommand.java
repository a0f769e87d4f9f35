package io.parley.api.asset;

import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A command to an asset. */
public sealed interface AssetCommand {
    AssetId asset();

    /** All of it is durable in the storage; answered with {@link AssetOutcome}. Fields as in {@link AssetStored}. */
    record StoreAsset(
            @TargetAggregateIdentifier AssetId asset,
            UserId owner,
            String type,
            long size,
            Sealed name,
            Sealed key,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Thumbnail thumbnail)
            implements AssetCommand {}

    /** By its owner; answered with {@link AssetOutcome}. */
    record RemoveAsset(@TargetAggregateIdentifier AssetId asset, UserId by) implements AssetCommand {}

    /** Asks the aggregate itself: it knows every asset whose upload was answered. Answered with {@link AssetOutcome}. */
    record FindAsset(@TargetAggregateIdentifier AssetId asset) implements AssetCommand {}
}

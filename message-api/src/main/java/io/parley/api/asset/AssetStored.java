package io.parley.api.asset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All of an asset was received, and is durable.
 *
 * @param size in bytes
 * @param name of the file, and {@code key}, which the bytes are encrypted with: both sealed with the owner's key, so that erasing the owner
 *     makes the asset unreadable
 * @param width and {@code height}: of a picture, in pixels; null for anything else
 * @param thumbnail null for what is no picture, or small itself
 */
@EventName("asset.AssetStored")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetStored(
        AssetId asset,
        UserId owner,
        String type,
        long size,
        Sealed name,
        Sealed key,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Thumbnail thumbnail,
        Instant time)
        implements AssetEvent {}

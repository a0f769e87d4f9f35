package io.parley.api.asset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import org.jspecify.annotations.Nullable;

/**
 * An asset in a message.
 *
 * @param type media type, as the server found it
 * @param size in bytes
 * @param name of the file, sealed with the key of whoever attached it
 * @param width and {@code height}: of a picture, in pixels; null for anything else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
        AssetId asset,
        String type,
        long size,
        Sealed name,
        @Nullable Integer width,
        @Nullable Integer height) {}

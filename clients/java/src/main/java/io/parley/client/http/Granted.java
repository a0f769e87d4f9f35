package io.parley.client.http;

import org.jspecify.annotations.Nullable;

/**
 * An asset that the person can read.
 *
 * @param type media type, as the server found it
 * @param size in bytes
 * @param width and {@code height}: of a picture, in pixels; null for anything else
 * @param attach attaches it to a message, for a while
 * @param url a path that fetches it without a token, for some minutes
 * @param thumbnail the same of a small JPEG; null where there is none
 */
public record Granted(
        String asset,
        String type,
        long size,
        String name,
        @Nullable Integer width,
        @Nullable Integer height,
        String attach,
        String url,
        @Nullable String thumbnail) {}

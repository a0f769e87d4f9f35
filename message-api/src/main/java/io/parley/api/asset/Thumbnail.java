package io.parley.api.asset;

import io.parley.api.Sealed;

/**
 * A small JPEG of a picture, stored beside it.
 *
 * @param size in bytes
 * @param key which the bytes are encrypted with, sealed with the owner's key
 */
public record Thumbnail(long size, Sealed key) {}

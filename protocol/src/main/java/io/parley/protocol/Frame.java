package io.parley.protocol;

/**
 * What crosses the socket of {@code parley.1}: one JSON text message a frame, its type in {@code t}. This package is
 * the protocol's one source; the AsyncAPI document is checked against it.
 */
public sealed interface Frame permits ClientFrame, ServerFrame {}

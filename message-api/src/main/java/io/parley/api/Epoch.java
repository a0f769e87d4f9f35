package io.parley.api;

/**
 * Names one continuous history of the event store. A restored backup is a new epoch: positions of another one mean nothing.
 *
 * @param value URL-safe text without {@code .}
 */
public record Epoch(String value) {}

package io.parley.client.socket;

import io.parley.protocol.Direction;

/** Sees every frame as it stands on the wire. Called in order per direction, on the socket's threads: must not block or throw. */
@FunctionalInterface
public interface FrameObserver {
    FrameObserver NONE = (direction, json) -> {};

    void frame(Direction direction, String json);
}

package io.parley.edge.session;

import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;

/** A frame that is encoded once, however many sessions it goes to. */
public record Encoded(Class<? extends ServerFrame> type, String text) {
    public static Encoded of(ServerFrame frame, FrameCodec codec) {
        return new Encoded(frame.getClass(), codec.encode(frame));
    }
}

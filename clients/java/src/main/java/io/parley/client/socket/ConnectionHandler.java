package io.parley.client.socket;

import io.parley.protocol.ServerFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a connection tells. Calls come one at a time, on a thread of the {@code HttpClient}: they must not block. */
public interface ConnectionHandler {
    /** Already done. */
    CompletionStage<?> DONE = CompletableFuture.completedStage(null);

    /**
     * A frame that answers no request; pings too, after the pong was sent.
     *
     * @return the next frame is read once this is done
     */
    CompletionStage<?> onPush(ServerFrame frame);

    /**
     * The connection has ended; called once. Requests without an answer have failed before.
     *
     * @param code the server's close code, or 1006 where it ended without one
     */
    void onClose(int code, String reason);
}

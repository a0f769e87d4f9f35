package io.parley.client.socket;

import io.parley.protocol.FrameRejected;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts frames together from what the socket brings; the next one is read when the last one is done with. */
final class SocketListener implements WebSocket.Listener {
    /** More than a page of the largest bodies, every character escaped. */
    private static final int FRAME_CHARS = 16 * 1024 * 1024;

    private final Connection connection;
    private final StringBuilder text = new StringBuilder();

    SocketListener(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void onOpen(WebSocket socket) {
        connection.opened(socket);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (text.length() + part.length() > FRAME_CHARS) {
            connection.ended(Connection.ABNORMAL, "a frame over " + FRAME_CHARS + " characters came");
            return null;
        }
        text.append(part);
        if (!last) {
            socket.request(1);
            return null;
        }
        String frame = text.toString();
        text.setLength(0);
        try {
            connection.received(socket, frame);
        } catch (FrameRejected rejected) {
            connection.ended(Connection.ABNORMAL, "a frame came that cannot be read");
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        connection.ended(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        connection.ended(Connection.ABNORMAL, "the network failed");
    }
}

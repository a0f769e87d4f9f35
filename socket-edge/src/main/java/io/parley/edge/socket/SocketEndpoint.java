package io.parley.edge.socket;

import io.parley.protocol.CloseCode;
import io.parley.protocol.Limits;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket at {@link Limits#PATH}. */
final class SocketEndpoint extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(SocketEndpoint.class);
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";
    /** After the close was sent: the client's own is not waited for, as nothing of it is read any more. */
    private static final long CLOSE_WITHIN_MS = 2_000;

    private final Edge edge;
    private io.parley.edge.session.@Nullable Session session;

    SocketEndpoint(Edge edge) {
        this.edge = edge;
    }

    @Override
    public void onOpen(Session webSocket, EndpointConfig config) {
        webSocket.setMaxIdleTimeout(0);
        webSocket
                .getUserProperties()
                .put(
                        SEND_TIMEOUT,
                        Objects.requireNonNull(edge.options().sendTimeout()).toMillis());
        webSocket.getUserProperties().put(CLOSE_TIMEOUT, CLOSE_WITHIN_MS);
        TomcatSocket socket;
        try {
            socket = new TomcatSocket(webSocket, edge.metrics()::closed);
        } catch (IOException e) {
            LOG.debug("A socket was gone before it was opened", e);
            return;
        }
        if (!Limits.SUBPROTOCOL.equals(webSocket.getNegotiatedSubprotocol())) {
            socket.close(CloseCode.VERSION);
            return;
        }
        Edge.Opened opened = edge.open(socket);
        session = opened.session();
        Inbound inbound = opened.inbound();
        webSocket.addMessageHandler(String.class, (MessageHandler.Partial<String>) inbound::part);
        webSocket.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>)
                (bytes, last) -> socket.close(CloseCode.PROTOCOL));
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        if (session != null) {
            edge.ended(session);
        }
    }

    @Override
    public void onError(Session broken, Throwable fault) {
        LOG.debug("A socket broke", fault);
    }
}

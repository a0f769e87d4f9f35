package io.parley.edge.socket;

import io.parley.edge.EdgeOptions;
import io.parley.edge.entry.EntryFrames;
import io.parley.edge.request.Bus;
import io.parley.edge.send.Contents;
import io.parley.edge.send.Sends;
import io.parley.edge.session.Sessions;
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
import java.util.UUID;
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

    /** What the sockets of an edge are made of. */
    record Edge(
            String name,
            EdgeOptions options,
            Sessions sessions,
            Bus bus,
            Contents contents,
            EntryFrames entries,
            Inbound.Services services) {}

    SocketEndpoint(Edge edge) {
        this.edge = edge;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.setMaxIdleTimeout(0);
        opened.getUserProperties()
                .put(
                        SEND_TIMEOUT,
                        Objects.requireNonNull(edge.options().sendTimeout()).toMillis());
        opened.getUserProperties().put(CLOSE_TIMEOUT, CLOSE_WITHIN_MS);
        TomcatSocket socket;
        try {
            socket = new TomcatSocket(opened);
        } catch (IOException e) {
            LOG.debug("A socket was gone before it was opened", e);
            return;
        }
        if (!Limits.SUBPROTOCOL.equals(opened.getNegotiatedSubprotocol())) {
            socket.close(CloseCode.VERSION);
            return;
        }
        session = new io.parley.edge.session.Session(
                UUID.randomUUID().toString(),
                socket,
                edge.services().codec(),
                Objects.requireNonNull(edge.options().queuedPushes()),
                Objects.requireNonNull(edge.options().queuedBytes()),
                edge.services().clock().instant());
        edge.sessions().add(session);
        Sends sends =
                new Sends(session, edge.bus(), edge.contents(), edge.services().typing(), edge.name());
        Inbound inbound = new Inbound(session, socket, sends, edge.services());
        opened.addMessageHandler(String.class, (MessageHandler.Partial<String>) inbound::part);
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>)
                (bytes, last) -> socket.close(CloseCode.PROTOCOL));
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        if (session != null) {
            session.ended();
            edge.services().greetings().leave(session);
        }
    }

    @Override
    public void onError(Session broken, Throwable fault) {
        LOG.debug("A socket broke", fault);
    }
}

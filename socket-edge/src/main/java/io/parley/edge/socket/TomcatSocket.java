package io.parley.edge.socket;

import io.parley.edge.session.Socket;
import io.parley.protocol.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.tomcat.websocket.WsSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket of Tomcat's. */
final class TomcatSocket implements Socket {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatSocket.class);

    private final WsSession session;
    private final Consumer<CloseCode> closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int suspensions;

    /** @param closing told once of a close by the server */
    TomcatSocket(Session session, Consumer<CloseCode> closing) throws IOException {
        this.session = (WsSession) session;
        this.closing = closing;
        session.getBasicRemote().setBatchingAllowed(true);
    }

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public void write(List<String> texts) throws IOException {
        RemoteEndpoint.Basic remote = session.getBasicRemote();
        try {
            for (String text : texts) {
                remote.sendText(text);
            }
            remote.flushBatch();
        } catch (IllegalStateException e) {
            throw new IOException("the socket was closed meanwhile", e);
        }
    }

    @Override
    public synchronized void suspendReading() {
        if (suspensions++ == 0 && session.isOpen()) {
            session.suspend();
        }
    }

    @Override
    public synchronized void resumeReading() {
        if (--suspensions == 0 && session.isOpen()) {
            session.resume();
        }
    }

    @Override
    public void close(CloseCode code) {
        if (closed.compareAndSet(false, true)) {
            closing.accept(code);
            Thread.startVirtualThread(() -> closeNow(code));
        }
    }

    /** Not read any more: Tomcat writes the close only when it is not busy reading, and a client may keep it busy for ever. */
    private void closeNow(CloseCode code) {
        suspendReading();
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.reason()));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A socket was gone before it could be closed", e);
        }
    }
}

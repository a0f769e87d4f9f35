package io.parley.client.script;

import io.parley.protocol.FrameSchemas;
import io.parley.protocol.Limits;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A server that does what the test says: real sockets, every frame held against the AsyncAPI document. */
public final class ScriptedServer implements AutoCloseable {
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final FrameSchemas schemas = new FrameSchemas();
    private final ScriptedHttp http = new ScriptedHttp();
    private final Consumer<Peer> onPeer;

    private ScriptedServer(Consumer<Peer> onPeer) {
        this.onPeer = onPeer;
    }

    /** Connections wait for {@link #peer}. */
    public static ScriptedServer start(Path folder) {
        return start(folder, peer -> {});
    }

    /** @param onPeer sees every connection before its first frame */
    public static ScriptedServer start(Path folder, Consumer<Peer> onPeer) {
        ScriptedServer server = new ScriptedServer(onPeer);
        server.listen(folder);
        return server;
    }

    private void listen(Path folder) {
        TOMCAT_LOG.setLevel(Level.SEVERE);
        try {
            tomcat.setBaseDir(Files.createTempDirectory(folder, "tomcat").toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext("", folder.toString());
            Tomcat.addServlet(context, "http", http);
            context.addServletMappingDecoded("/", "http");
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (types, servlets) ->
                            addSocket((ServerContainer) servlets.getAttribute(ServerContainer.class.getName())),
                    null);
            tomcat.start();
        } catch (java.io.IOException | LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addSocket(ServerContainer container) {
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Opening.class, Limits.PATH)
                    .subprotocols(List.of(Limits.SUBPROTOCOL))
                    .configurator(new ServerEndpointConfig.Configurator() {
                        @Override
                        public <T> T getEndpointInstance(Class<T> type) {
                            return type.cast(new Opening());
                        }
                    })
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    public ScriptedHttp http() {
        return http;
    }

    /** The next connection; fails where none comes in time. */
    public Peer peer() {
        try {
            Peer peer = peers.poll(10, TimeUnit.SECONDS);
            if (peer == null) throw new AssertionError("Nobody connected.");
            return peer;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean hasPeer() {
        return !peers.isEmpty();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private final class Opening extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(Limits.FRAME_BYTES);
            Peer peer = new Peer(session, schemas);
            onPeer.accept(peer);
            session.addMessageHandler(String.class, peer::received);
            peers.add(peer);
        }
    }
}

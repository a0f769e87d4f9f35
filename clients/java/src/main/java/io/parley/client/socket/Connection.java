package io.parley.client.socket;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Direction;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One socket. It answers pings and matches replies; hello, sync and everything else is the caller's. Thread-safe; frames
 * go out in the order of the calls.
 */
public final class Connection {
    /** The code of a connection that ended without one. */
    public static final int ABNORMAL = 1006;

    private static final FrameCodec CODEC = new FrameCodec();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int NORMAL = 1000;
    /** The server answers the close within this time, or it is not waited for. */
    private static final Executor AFTER_GOOD_BYE = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Replies replies = new Replies();
    private final ConnectionHandler handler;
    private final FrameObserver observer;
    private volatile @Nullable WebSocket socket;
    private volatile @Nullable OrderedSender sender;
    private volatile long heardAtNanos = System.nanoTime();

    private Connection(ConnectionHandler handler, FrameObserver observer) {
        this.handler = handler;
        this.observer = observer;
    }

    /**
     * @param http may serve many connections; its executor runs the handlers
     * @param base such as {@code http://127.0.0.1:8080}
     * @return fails with {@link ConnectionLost} where the server cannot be reached or does not speak parley.1
     */
    public static CompletableFuture<Connection> open(
            HttpClient http, URI base, ConnectionHandler handler, FrameObserver observer) {
        Connection connection = new Connection(handler, observer);
        return http.newWebSocketBuilder()
                .subprotocols(Limits.SUBPROTOCOL)
                .connectTimeout(CONNECT_WITHIN)
                .buildAsync(socketAt(base), new SocketListener(connection))
                .handle((socket, failure) -> {
                    if (failure != null) throw new ConnectionLost("The server at " + base + " cannot be reached.");
                    if (socket.getSubprotocol().equals(Limits.SUBPROTOCOL)) return connection;
                    socket.abort();
                    throw new ConnectionLost("The server at " + base + " does not speak " + Limits.SUBPROTOCOL + ".");
                });
    }

    private static URI socketAt(URI base) {
        String scheme = "https".equals(base.getScheme()) || "wss".equals(base.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + base.getAuthority() + Limits.PATH);
    }

    /** An id that no other request of this connection has. */
    public String nextId() {
        return Long.toString(ids.incrementAndGet());
    }

    /** As {@link #request(ClientFrame.Request, Duration)}, with an id of the connection's and its usual deadline. */
    public CompletableFuture<ServerFrame> request(Function<String, ? extends ClientFrame.Request> frame) {
        return request(frame.apply(nextId()), ANSWER_WITHIN);
    }

    /**
     * @return the one reply, an {@code error} too; fails with {@link ConnectionLost}, or with a TimeoutException at the deadline
     * @throws IllegalArgumentException when a request with the same id is open
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a frame that cannot be sent fails its reply
    public CompletableFuture<ServerFrame> request(ClientFrame.Request frame, Duration deadline) {
        CompletableFuture<ServerFrame> reply = replies.expect(frame.id(), deadline);
        if (reply.isDone()) return reply;
        send(frame).whenComplete((sent, failure) -> {
            if (failure != null) replies.fail(frame.id(), failure);
        });
        return reply;
    }

    /** Sends without waiting for a reply; done when the frame was handed to the network. */
    public CompletableFuture<Void> send(ClientFrame frame) {
        return sendRaw(CODEC.encode(frame));
    }

    /** Sends any text, good or not. */
    public CompletableFuture<Void> sendRaw(String text) {
        OrderedSender to = sender;
        if (to == null || closed.get())
            return CompletableFuture.failedFuture(new ConnectionLost("The connection is closed."));
        observer.frame(Direction.CLIENT_TO_SERVER, text);
        return to.send(text);
    }

    /** How long nothing was heard from the server. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAtNanos);
    }

    public boolean isOpen() {
        return !closed.get();
    }

    /** Says good-bye; the handler hears 1000. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the server's good-bye
    public void close() {
        WebSocket open = socket;
        ended(NORMAL, "closed here");
        if (open == null || open.isOutputClosed()) return;

        open.sendClose(NORMAL, "").whenCompleteAsync((done, failure) -> open.abort(), AFTER_GOOD_BYE);
    }

    /** Drops the connection without a word; the handler hears 1006. */
    public void abort() {
        ended(ABNORMAL, "aborted here");
    }

    void opened(WebSocket opened) {
        socket = opened;
        sender = new OrderedSender(opened, failure -> ended(ABNORMAL, "sending failed"));
    }

    void received(WebSocket from, String text) {
        if (closed.get()) {
            from.request(1);
            return;
        }
        heardAtNanos = System.nanoTime();
        observer.frame(Direction.SERVER_TO_CLIENT, text);
        ServerFrame frame = CODEC.decodeServer(text).orElse(null);
        if (frame == null || replies.answer(frame)) {
            from.request(1);
            return;
        }
        if (frame instanceof ServerFrame.Ping) pong();
        handler.onPush(frame).whenComplete((done, failure) -> from.request(1));
    }

    /** Where it cannot be sent, the connection ends and that is told. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void pong() {
        send(new ClientFrame.Pong());
    }

    void ended(int code, String reason) {
        if (!closed.compareAndSet(false, true)) return;
        replies.failAll(new ConnectionLost("The connection ended: " + code + " " + reason));
        WebSocket open = socket;
        if (open != null && code != NORMAL) open.abort();
        handler.onClose(code, reason);
    }
}

package io.parley.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that costs the generator little: raw frames, no objects for them, several sockets to a thread. Everything of one socket happens on
 * its event loop.
 */
public final class LoadSocket {
    private static final int MAX_FRAME = 1 << 22;
    private static final int MAX_RESPONSE = 1 << 16;

    private final Channel channel;
    private volatile boolean closing;

    private LoadSocket(Channel channel) {
        this.channel = channel;
    }

    /** Connects and says hello; done when welcome has come. Frames, welcome among them, go to the listener on the event loop. */
    public static CompletableFuture<LoadSocket> open(
            URI base, EventLoop loop, String token, Consumer<String> frames, Faults faults) {
        URI socket = URI.create("ws://" + base.getAuthority() + "/socket");
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(socket)
                .version(WebSocketVersion.V13)
                .subprotocol("parley.1")
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(MAX_FRAME)
                .build();
        CompletableFuture<LoadSocket> opened = new CompletableFuture<>();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MAX_RESPONSE),
                                        new WebSocketClientProtocolHandler(config),
                                        new WebSocketFrameAggregator(MAX_FRAME),
                                        new Frames(token, frames, opened, faults));
                    }
                })
                .connect(base.getHost(), base.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        opened.completeExceptionally(connected.cause());
                    }
                });
        return opened;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise reports to exceptionCaught
    public void send(String frame) {
        channel.writeAndFlush(new TextWebSocketFrame(frame), channel.voidPromise());
    }

    /** Two frames in one write. */
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise reports to exceptionCaught
    public void send(String first, String second) {
        channel.write(new TextWebSocketFrame(first), channel.voidPromise());
        channel.writeAndFlush(new TextWebSocketFrame(second), channel.voidPromise());
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    /** Waits until it is closed; not to be called on an event loop. */
    public void close() {
        closing = true;
        channel.close().syncUninterruptibly();
    }

    /** Closes without waiting. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    void leave() {
        closing = true;
        channel.close();
    }

    private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final String token;
        private final Consumer<String> frames;
        private final CompletableFuture<LoadSocket> opened;
        private final Faults faults;
        private @Nullable LoadSocket socket;

        Frames(String token, Consumer<String> frames, CompletableFuture<LoadSocket> opened, Faults faults) {
            this.token = token;
            this.faults = faults;
            this.frames = frames;
            this.opened = opened;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                socket = new LoadSocket(context.channel());
                socket.send(
                        "{\"t\":\"hello\",\"id\":\"hello\",\"token\":\"" + token + "\",\"client\":\"parley-bench\"}");
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame text) {
                received(text.text());
            } else if (frame instanceof CloseWebSocketFrame close) {
                fail(new IllegalStateException(
                        "The server closed a connection with " + close.statusCode() + ": " + close.reasonText()));
            }
        }

        private void received(String frame) {
            switch (FrameText.type(frame)) {
                case "welcome" -> {
                    frames.accept(frame);
                    opened.complete(socket);
                }
                case "ping" -> Objects.requireNonNull(socket).send("{\"t\":\"pong\"}");
                default -> frames.accept(frame);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (socket == null || !socket.closing) {
                fail(new IllegalStateException("The server ended a connection"));
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the fault is reported already
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
            context.close();
        }

        private void fail(Throwable cause) {
            faults.report(cause);
            opened.completeExceptionally(cause);
        }
    }
}

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
import org.jspecify.annotations.Nullable;

/**
 * A socket that costs the generator little: raw frames, no objects for them, several sockets to a thread. Everything of one socket happens on
 * its event loop.
 */
public final class LoadSocket {
    private static final int MAX_FRAME = 1 << 22;
    private static final int MAX_RESPONSE = 1 << 16;
    private static final long HANDSHAKE_MS = 60_000;

    private final Channel channel;
    private volatile boolean closing;

    private LoadSocket(Channel channel) {
        this.channel = channel;
    }

    public static void open(URI address, String subprotocol, EventLoop loop, SocketListener listener) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address)
                .version(WebSocketVersion.V13)
                .subprotocol(subprotocol)
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(MAX_FRAME)
                .handshakeTimeoutMillis(HANDSHAKE_MS)
                .build();
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
                                        new Frames(listener));
                    }
                })
                .connect(address.getHost(), address.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        listener.failed(connected.cause());
                    }
                });
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
    public void leave() {
        closing = true;
        channel.close();
    }

    private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final SocketListener listener;
        private @Nullable LoadSocket socket;

        Frames(SocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                socket = new LoadSocket(context.channel());
                listener.opened(socket);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame text) {
                listener.frame(Objects.requireNonNull(socket), text.text());
            } else if (frame instanceof CloseWebSocketFrame close) {
                listener.failed(new IllegalStateException(
                        "The server closed a connection with " + close.statusCode() + ": " + close.reasonText()));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (socket == null || !socket.closing) {
                listener.failed(new IllegalStateException("The server ended a connection"));
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the fault is reported already
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            listener.failed(cause);
            context.close();
        }
    }
}

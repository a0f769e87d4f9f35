package io.parley.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** The generator's threads. */
record Loops(EventLoopGroup group) implements AutoCloseable {
    private static final int THREADS = 1;
    private static final long QUIET_MS = 200;
    private static final long END_WITHIN_MS = 5_000;

    Loops() {
        this(new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory()));
    }

    /** Closing sockets still say goodbye: the loops end when nothing has happened for a while. */
    @Override
    public void close() {
        group.shutdownGracefully(QUIET_MS, END_WITHIN_MS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}

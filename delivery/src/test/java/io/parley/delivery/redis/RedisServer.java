package io.parley.delivery.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** A real Redis on a port of its own, which keeps nothing when it stops. */
final class RedisServer implements AutoCloseable {
    private final int port;
    private redis.embedded.RedisServer server;

    private RedisServer(int port) throws IOException {
        this.port = port;
        this.server = built(port);
    }

    static RedisServer start() {
        try {
            RedisServer server = new RedisServer(freePort());
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static redis.embedded.RedisServer built(int port) throws IOException {
        return redis.embedded.RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
    }

    RedisOptions options(Duration lease) {
        return new RedisOptions("redis://127.0.0.1:" + port, Duration.ofSeconds(1), lease, 100_000);
    }

    void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        try {
            server = built(port);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}

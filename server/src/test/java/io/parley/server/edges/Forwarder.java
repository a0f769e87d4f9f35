package io.parley.server.edges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to another port that can be cut and mended. */
final class Forwarder implements AutoCloseable {
    private final ServerSocket server;
    private volatile int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Forwarder(int to) {
        this.to = to;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on; what is open stays. */
    void leadTo(int port) {
        to = port;
    }

    void cut() {
        cut = true;
        open.forEach(Forwarder::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                if (cut) {
                    close(in);
                    continue;
                }
                Socket out = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(in);
                open.add(out);
                Thread.startVirtualThread(() -> copy(in, out));
                Thread.startVirtualThread(() -> copy(out, in));
            } catch (IOException over) {
                // The next one, if there is one.
            }
        }
    }

    private void copy(Socket from, Socket into) {
        try (InputStream bytes = from.getInputStream()) {
            bytes.transferTo(into.getOutputStream());
        } catch (IOException over) {
            // Either side has ended.
        } finally {
            close(from);
            close(into);
            open.remove(from);
            open.remove(into);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}

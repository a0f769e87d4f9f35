package io.parley.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Passes every connection on to a port of this machine, and keeps all that crosses it. */
final class Wiretap implements AutoCloseable {
    private final ServerSocket listening;
    private final int to;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Wiretap(ServerSocket listening, int to) {
        this.listening = listening;
        this.to = to;
    }

    static Wiretap before(int port) throws IOException {
        Wiretap tap = new Wiretap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.startVirtualThread(tap::accept);
        return tap;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Byte for byte. */
    synchronized String heard() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket from = listening.accept();
                Socket onward = new Socket(InetAddress.getLoopbackAddress(), to);
                Thread.startVirtualThread(() -> pass(from, onward));
                Thread.startVirtualThread(() -> pass(onward, from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket onward) {
        try (from;
                onward) {
            InputStream in = from.getInputStream();
            OutputStream out = onward.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                keep(bytes, count);
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            // as connections do
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        heard.write(bytes, 0, count);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

package io.parley.system;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks as a ClamAV daemon does: finds one text, wherever it is, and looks into nothing that is larger than 18 MB. It can go and come again at the same address. */
final class GivenClamd implements AutoCloseable {
    static final String BAD = "The text that this scanner finds";
    private static final int STREAM_MAX_LENGTH = 18_000_000;
    private static final int COMMAND_BYTES = "zINSTREAM\0".length();

    private final int port;
    private ServerSocket daemon;

    private GivenClamd(ServerSocket daemon) {
        this.daemon = daemon;
        this.port = daemon.getLocalPort();
        accept(daemon);
    }

    static GivenClamd open() throws IOException {
        return new GivenClamd(listen(0));
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket daemon = new ServerSocket();
        daemon.setReuseAddress(true);
        daemon.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return daemon;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void go() throws IOException {
        daemon.close();
    }

    void comeAgain() throws IOException {
        daemon = listen(port);
        accept(daemon);
    }

    private static void accept(ServerSocket daemon) {
        Thread.ofVirtual().start(() -> {
            while (!daemon.isClosed()) {
                try (Socket socket = daemon.accept()) {
                    socket.getOutputStream().write((answer(socket) + '\0').getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    if (!daemon.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }

    private static String answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readNBytes(COMMAND_BYTES);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            if (all.size() + length > STREAM_MAX_LENGTH) {
                return "INSTREAM size limit exceeded. ERROR";
            }
            all.write(in.readNBytes(length));
        }
        return all.toString(StandardCharsets.ISO_8859_1).contains(BAD) ? "stream: Bad.Text FOUND" : "stream: OK";
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }
}

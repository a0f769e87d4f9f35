package io.parley.assets.scan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a ClamAV daemon over TCP, a connection a file: {@code zINSTREAM}, chunks of a length and as many bytes, an empty one at the end, as clamd(8) has it. The daemon's
 * {@code StreamMaxLength} has to be as large as the largest upload: of what is larger nobody can say.
 */
public final class Clamd implements Scanner {
    private static final byte[] IN_STREAM = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_ANSWER = 1_024;
    private static final String CLEAN = "stream: OK";
    private static final String FOUND = " FOUND";
    private static final String STREAM = "stream: ";

    private final String host;
    private final int port;
    private final Duration timeout;

    /** @param timeout of the connection, and of each pause of the daemon */
    public Clamd(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    @Override
    public Verdict scan(InputStream bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            send(bytes, socket);
            return verdict(answer(socket));
        }
    }

    private static void send(InputStream bytes, Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK));
        out.write(IN_STREAM);
        byte[] chunk = new byte[CHUNK];
        for (int count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
            if (count > 0) {
                out.writeInt(count);
                out.write(chunk, 0, count);
            }
        }
        out.writeInt(0);
        out.flush();
    }

    private static String answer(Socket socket) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(MOST_ANSWER);
        return new String(answer, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.equals(CLEAN)) {
            return new Clean();
        }
        if (answer.startsWith(STREAM) && answer.endsWith(FOUND)) {
            return new Infected(answer.substring(STREAM.length(), answer.length() - FOUND.length()));
        }
        throw new IOException("clamd answered '" + answer + "'");
    }
}

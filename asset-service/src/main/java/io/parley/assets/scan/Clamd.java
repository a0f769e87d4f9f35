package io.parley.assets.scan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Asks a ClamAV daemon over TCP, a connection a file: {@code zINSTREAM}, chunks of a length and as many bytes, an empty one at the end, as clamd(8) has it. The daemon's
 * {@code StreamMaxLength} has to be as large as the largest upload: it says that it does not look into what is larger, and takes no more of it. {@code MaxFileSize} and {@code MaxScanSize} have to be, too: what is larger it takes for clean unless it has {@code AlertExceedsMax}.
 */
public final class Clamd implements Scanner {
    private static final byte[] IN_STREAM = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_ANSWER = 1_024;
    private static final String TOO_LARGE = "INSTREAM size limit exceeded. ERROR";
    /** As it names what it does not look into, where it has {@code AlertExceedsMax}. */
    private static final Set<String> PASSED_OVER =
            Set.of("Heuristics.Limits.Exceeded.MaxFileSize", "Heuristics.Limits.Exceeded.MaxScanSize");

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
        boolean taken = true;
        for (int count = bytes.read(chunk); taken && count > 0; count = bytes.read(chunk)) {
            taken = put(out, chunk, count);
        }
        if (taken) {
            put(out, chunk, 0);
        }
    }

    /** False where the daemon takes no more: what it says then says why. */
    private static boolean put(DataOutputStream out, byte[] chunk, int count) {
        try {
            out.writeInt(count);
            out.write(chunk, 0, count);
            out.flush();
            return true;
        } catch (IOException takesNoMore) {
            return false;
        }
    }

    private static String answer(Socket socket) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(MOST_ANSWER);
        return new String(answer, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.equals(TOO_LARGE)) {
            return new TooLarge();
        }
        if (answer.equals(CLEAN)) {
            return new Clean();
        }
        if (answer.startsWith(STREAM) && answer.endsWith(FOUND)) {
            String what = answer.substring(STREAM.length(), answer.length() - FOUND.length());
            return PASSED_OVER.contains(what) ? new TooLarge() : new Infected(what);
        }
        throw new IOException("clamd answered '" + answer + "'");
    }
}

package io.parley.system;

import io.parley.protocol.Limits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A WebSocket byte by byte: what it sends may be no WebSocket at all. Used by one thread, or one that reads and one that writes. */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int CONTINUATION = 0x0;
    static final int FIN = 0x80;
    static final int COMPRESSED = 0x40;

    private static final int CLOSE = 0x8;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int GONE = 1006;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String upgrade;
    private int closeCode = GONE;

    private RawSocket(RunningServer server, String headers) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
        socket.setSoTimeout((int) Deadline.USUAL.toMillis());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        send(("GET " + Limits.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Protocol: " + Limits.SUBPROTOCOL + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        upgrade = answer();
    }

    /** @param headers further ones of the upgrade, each with its line end */
    static RawSocket open(RunningServer server, String headers) throws IOException {
        return new RawSocket(server, headers);
    }

    /** The head of the server's answer to the upgrade. */
    String upgrade() {
        return upgrade;
    }

    private String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void text(String text) throws IOException {
        send(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] frame(int head, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << Short.SIZE) {
            frame.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | LONG_LENGTH)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void giveUpAfter(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
    }

    /** The next text; null once the server closed the socket, whose code is then in {@link #closeCode}. */
    @Nullable
    String next() throws IOException {
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = new byte[length()];
                in.readFully(payload);
                if ((head & 0xF) == TEXT) {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                if ((head & 0xF) == CLOSE) {
                    closeCode =
                            payload.length < 2 ? GONE : ByteBuffer.wrap(payload).getShort();
                    return null;
                }
            }
        } catch (EOFException | SocketException gone) {
            return null;
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case SHORT_LENGTH -> in.readUnsignedShort();
            case LONG_LENGTH -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    /** Reads until the server closes. */
    int closeCode() throws IOException {
        while (next() != null) {
            Thread.onSpinWait();
        }
        return closeCode;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

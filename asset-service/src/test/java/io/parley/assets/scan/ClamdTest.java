package io.parley.assets.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a daemon that reads the protocol and gives a set answer. */
class ClamdTest {
    private ServerSocket daemon;

    @BeforeEach
    void listen() throws IOException {
        daemon = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        daemon.close();
    }

    /** What it was sent. */
    private CompletableFuture<byte[]> answering(String answer) {
        CompletableFuture<byte[]> sent = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (Socket socket = daemon.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII))
                        .isEqualTo("zINSTREAM\0");
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    all.write(in.readNBytes(length));
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                sent.complete(all.toByteArray());
            } catch (IOException | RuntimeException | AssertionError e) {
                sent.completeExceptionally(e);
            }
        });
        return sent;
    }

    private Scanner.Verdict scan(byte[] bytes) throws IOException {
        return new Clamd("127.0.0.1", daemon.getLocalPort(), Duration.ofSeconds(10))
                .scan(new ByteArrayInputStream(bytes));
    }

    @Test
    void allOfAFileIsSentAndCleanIsClean() throws Exception {
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        CompletableFuture<byte[]> sent = answering("stream: OK\0");

        assertThat(scan(bytes)).isEqualTo(new Scanner.Clean());
        assertThat(sent.get()).isEqualTo(bytes);
    }

    @Test
    void whatIsFoundHasAName() throws Exception {
        CompletableFuture<byte[]> sent = answering("stream: Eicar-Signature FOUND\0");
        assertThat(scan(new byte[10])).isEqualTo(new Scanner.Infected("Eicar-Signature"));
        assertThat(sent.get()).isEqualTo(new byte[10]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTREAM size limit exceeded. ERROR\0",
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
                "stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0"
            })
    void whatItDoesNotLookIntoIsTooLarge(String answer) throws Exception {
        CompletableFuture<byte[]> sent = answering(answer);
        assertThat(scan(new byte[10])).isEqualTo(new Scanner.TooLarge());
        assertThat(sent.get()).isEqualTo(new byte[10]);
    }

    /** As clamd does it: says so, and closes while more comes. */
    @Test
    void aDaemonThatTakesNoMoreIsHeard() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = daemon.accept()) {
                socket.getInputStream().readNBytes(1_000);
                socket.getOutputStream()
                        .write("INSTREAM size limit exceeded. ERROR\0".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(scan(new byte[32 * 1024 * 1024])).isEqualTo(new Scanner.TooLarge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stream: OK but\0", "UNKNOWN COMMAND\0"})
    void anyOtherAnswerIsNoVerdict(String answer) throws Exception {
        CompletableFuture<byte[]> sent = answering(answer);
        assertThatThrownBy(() -> scan(new byte[10])).isInstanceOf(IOException.class);
        assertThat(sent.get()).isEqualTo(new byte[10]);
    }

    @Test
    void aDaemonThatIsAwayIsNoVerdict() throws Exception {
        daemon.close();
        assertThatThrownBy(() -> scan(new byte[10])).isInstanceOf(IOException.class);
    }
}

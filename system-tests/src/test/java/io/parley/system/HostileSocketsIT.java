package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that do not speak as they should, while two people talk who do. */
@ExtendWith(FramesChecked.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSocketsIT {
    private static final int FLOOD = 10_000;
    private static final int FUZZED = 4_000;
    private static final int SILENT = 4000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final String UNKNOWN = "{\"t\":\"dance\",\"id\":\"7\"}";

    private RunningServer server;
    private Person mallory;
    private Socket alice;
    private Socket bob;
    private String conversation;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = RunningServer.up(
                folder, "parley.edge.heartbeat=2s", "parley.edge.hello-within=2s", "parley.edge.send-timeout=2s");
    }

    @BeforeEach
    void twoOfThemTalk() {
        mallory = Person.register(server, "mallory");
        Person one = Person.register(server, "alice");
        Person other = Person.register(server, "bob");
        conversation = one.with(other);
        alice = one.connect();
        bob = other.connect();
    }

    @AfterEach
    void andStillTalk() {
        bob.message(alice.say(conversation, "we go on").mid());
        alice.close();
        bob.close();
    }

    @AfterAll
    void stop() throws Exception {
        ServerProcess.Ended ended = server.stop();
        assertThat(ended.exit()).isIn(0, 143);
        assertThat(ended.out() + ended.err()).doesNotContain("Exception", "ERROR", "OutOfMemory");
    }

    private RawSocket greeted() throws IOException {
        RawSocket socket = RawSocket.open(server, "");
        socket.text(new FrameCodec().encode(new ClientFrame.Hello("h", mallory.token(), null, null, "hostile")));
        assertThat(socket.next()).contains("\"welcome\"");
        return socket;
    }

    @Test
    void tenThousandFramesAtOnceAreAllAnsweredAndHoldUpNobody() throws Exception {
        try (RawSocket socket = greeted()) {
            Thread writer = Thread.ofVirtual().start(() -> flood(socket, UNKNOWN, FLOOD));
            for (int i = 0; i < 20; i++) {
                bob.message(alice.say(conversation, "meanwhile " + i).mid());
            }
            for (int answers = 0; answers < FLOOD; ) {
                String answer = socket.next();
                assertThat(answer).as("it stays open").isNotNull();
                answers += answer.contains("unknown_type") ? 1 : 0;
            }
            assertEnds(writer);
        }
    }

    private static void assertEnds(Thread writer) throws InterruptedException {
        assertThat(writer.join(Deadline.USUAL))
                .as("it can write, or is cut off")
                .isTrue();
    }

    private static void flood(RawSocket socket, String frame, int times) {
        try {
            byte[] bytes = RawSocket.frame(RawSocket.FIN | RawSocket.TEXT, frame.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                socket.send(bytes);
            }
        } catch (IOException closed) {
            // as it may be
        }
    }

    @Test
    void whoAsksForPagesAndNeverReadsThemIsClosedAndHoldsUpNobody() throws Exception {
        String own = mallory.with(Person.register(server, "friend"));
        try (Socket fill = mallory.connect()) {
            for (int i = 0; i < Limits.HISTORY_PAGE; i++) {
                fill.say(own, "x".repeat(Limits.BODY_BYTES));
            }
        }
        try (RawSocket socket = greeted()) {
            String page = "{\"t\":\"history\",\"id\":\"7\",\"conversation\":\"" + own + "\"}";
            Thread writer = Thread.ofVirtual().start(() -> flood(socket, page, 100 * FLOOD));
            for (int i = 0; i < 20; i++) {
                bob.message(alice.say(conversation, "meanwhile " + i).mid());
            }
            assertEnds(writer);
        }
    }

    @Test
    void aFrameInPartsWithoutEndEndsAsSilence() throws Exception {
        try (RawSocket socket = greeted()) {
            socket.send(RawSocket.frame(RawSocket.TEXT, new byte[] {'x'}));
            Thread writer = Thread.ofVirtual().start(() -> partsWithoutEnd(socket));
            assertThat(socket.closeCode()).isEqualTo(SILENT);
            assertEnds(writer);
        }
    }

    private static void partsWithoutEnd(RawSocket socket) {
        byte[] part = RawSocket.frame(RawSocket.CONTINUATION, "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        try {
            while (true) {
                socket.send(part);
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    @Test
    void aByteASecondIsNotAFrame() throws Exception {
        byte[] slow = RawSocket.frame(RawSocket.FIN | RawSocket.TEXT, UNKNOWN.getBytes(StandardCharsets.US_ASCII));
        try (RawSocket never = RawSocket.open(server, "");
                RawSocket late = greeted()) {
            never.send(new byte[] {slow[0]});
            late.send(new byte[] {slow[0]});
            never.send(new byte[] {slow[1]});
            assertThat(never.next()).contains("hello_expected");
            assertThat(never.closeCode()).isEqualTo(SILENT);
            late.send(new byte[] {slow[1]});
            assertThat(late.closeCode()).isEqualTo(SILENT);
        }
    }

    @Test
    void compressionIsNotNegotiatedAndACompressedBombIsAnErrorOfTheProtocol() throws Exception {
        try (RawSocket socket =
                RawSocket.open(server, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")) {
            assertThat(socket.upgrade()).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");
            socket.send(RawSocket.frame(RawSocket.FIN | RawSocket.COMPRESSED | RawSocket.TEXT, bomb()));
            assertThat(socket.closeCode()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
            byte[] blanks = new byte[1 << 20];
            for (int mib = 0; mib < 50; mib++) {
                out.write(blanks);
            }
        }
        return packed.toByteArray();
    }

    @Test
    void textThatIsNoUtf8IsAnErrorOfTheProtocol() throws Exception {
        try (RawSocket socket = greeted()) {
            socket.send(RawSocket.frame(RawSocket.FIN | RawSocket.TEXT, new byte[] {'{', (byte) 0xc3, '}'}));
            assertThat(socket.closeCode()).isIn(1007, PROTOCOL_ERROR);
        }
    }

    @Test
    void mutilatedFramesAreAnsweredOrIgnoredAndTheSocketStays() throws Exception {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String[] good = {
            "{\"t\":\"sync\",\"id\":\"7\",\"mark\":\"m\"}",
            "{\"t\":\"history\",\"id\":\"7\",\"conversation\":\"" + conversation + "\",\"after\":-1,\"limit\":5}",
            "{\"t\":\"send\",\"id\":\"7\",\"conversation\":\"" + conversation + "\",\"mid\":\"" + UUID.randomUUID()
                    + "\",\"body\":\"b\"}",
            "{\"t\":\"read\",\"conversation\":\"" + conversation + "\",\"upTo\":0}",
            "{\"t\":\"auth\",\"id\":\"7\",\"token\":\"a.b.c\"}"
        };
        try (RawSocket socket = greeted()) {
            Thread writer = Thread.ofVirtual()
                    .start(() -> IntStream.range(0, FUZZED)
                            .forEach(i -> flood(socket, mutilated(good[random.nextInt(good.length)], random), 1)));
            String last = "{\"t\":\"sync\",\"id\":\"the last\"}";
            Thread end = Thread.ofVirtual().start(() -> {
                try {
                    writer.join();
                    socket.text(last);
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            String answer = socket.next();
            while (answer != null && !answer.contains("the last")) {
                assertThat(answer).as("seed " + seed).doesNotContain("Exception", "\"internal\"", "io.parley");
                answer = socket.next();
            }
            assertThat(answer).as("seed " + seed).contains("\"synced\"");
            assertEnds(end);
        }
    }

    private static String mutilated(String frame, RandomGenerator random) {
        int at = random.nextInt(frame.length());
        String what = new String[] {"{", "}", "[", "\"", ",", ":", "\\", "\\u0000", "\0", "-1", "1e9", "null", "💥"}
                [random.nextInt(13)];
        return frame.substring(0, at) + what + frame.substring(at + random.nextInt(2));
    }

    @Test
    void aSocketThatIsResetInTheMiddleOfAFrameIsForgotten() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawSocket socket = greeted()) {
                socket.send(new byte[] {(byte) (RawSocket.FIN | RawSocket.TEXT), (byte) 0xfe, 0x7f});
            } catch (SocketException closed) {
                // as it may be
            }
        }
    }
}

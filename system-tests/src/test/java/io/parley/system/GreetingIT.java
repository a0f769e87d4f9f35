package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.ParleyProblem;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.LimitsInForce;
import io.parley.protocol.ServerFrame.Ok;
import io.parley.protocol.ServerFrame.Synced;
import io.parley.protocol.ServerFrame.Welcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what becomes of bad frames. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class GreetingIT {
    private static final FrameCodec CODEC = new FrameCodec();

    private final RunningServer server;
    private final Person alice;

    GreetingIT(RunningServer server) {
        this.server = server;
        alice = Person.register(server, "alice");
    }

    @Test
    void welcomeSaysWhoWhereAndWhatTheLimitsAre() {
        try (Socket socket = Socket.open(server)) {
            Welcome welcome = (Welcome)
                    socket.ask(id -> new ClientFrame.Hello(id, alice.token(), alice.device(), null, "system-tests"));
            assertThat(welcome.user()).isEqualTo(alice.user());
            assertThat(welcome.device()).isEqualTo(alice.device());
            assertThat(welcome.heartbeatMs()).isEqualTo(25_000);
            assertThat(welcome.limits())
                    .isEqualTo(new LimitsInForce(
                            Limits.FRAME_BYTES,
                            Limits.BODY_BYTES,
                            Limits.HISTORY_PAGE,
                            Limits.OPEN_REQUESTS,
                            Limits.UNANSWERED));
        }
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        try (Socket socket = Socket.open(server)) {
            String other = Person.register(server, "other").token();
            String forged = alice.token().substring(0, alice.token().lastIndexOf('.'))
                    + other.substring(other.lastIndexOf('.'));
            assertRefused(socket, hello(forged), "token_invalid", 4101);
        }
        try (Socket socket = Socket.open(server)) {
            assertRefused(socket, hello("garbage"), "token_invalid", 4101);
        }
    }

    @Test
    void anotherDeviceThanTheTokensIsRefused() {
        try (Socket socket = Socket.open(server)) {
            String device = alice.onAnotherDevice().device();
            ClientFrame hello = new ClientFrame.Hello("h", alice.token(), device, null, "system-tests");
            assertRefused(socket, CODEC.encode(hello), "token_mismatch", 4101);
        }
    }

    @Test
    void aSecondHelloIsRefusedAndHarmsNothing() {
        try (Socket socket = alice.connect()) {
            ServerFrame.Error error =
                    socket.askInVain(id -> new ClientFrame.Hello(id, alice.token(), null, null, "system-tests"));
            assertThat(error.code()).isEqualTo("already_greeted");
            assertStillServed(socket);
        }
    }

    @Test
    void whateverComesBeforeHelloIsRefused() {
        try (Socket socket = Socket.open(server)) {
            assertRefused(socket, CODEC.encode(new ClientFrame.Sync("h", null, null)), "hello_expected", 4200);
        }
        try (Socket socket = Socket.open(server)) {
            String pong = CODEC.encode(new ClientFrame.Pong());
            assertThat(socket.refused(pong, null).code()).isEqualTo("hello_expected");
            socket.assertClosedWith(4200);
        }
        try (Socket socket = Socket.open(server)) {
            assertThat(socket.refused("{not json", null).code()).isEqualTo("bad_json");
            socket.assertClosedWith(4200);
        }
        try (Socket socket = Socket.open(server)) {
            assertRefused(socket, "{\"t\":\"dance\",\"id\":\"h\"}", "unknown_type", 4200);
        }
        try (Socket socket = Socket.open(server)) {
            assertRefused(socket, "{\"t\":\"hello\",\"id\":\"h\"}", "bad_frame", 4200);
        }
    }

    @Test
    void aHelloThatIsTooLargeIsRefusedInOnePieceOrMany() {
        String large = hello("x".repeat(Limits.HELLO_BYTES));
        try (Socket socket = Socket.open(server)) {
            assertThat(socket.refused(large, null).code()).isEqualTo("frame_too_large");
            socket.assertClosedWith(4200);
        }
        try (PlainSocket socket = PlainSocket.open(server)) {
            for (int i = 0; i < 4; i++) {
                socket.sendPart("x".repeat(Limits.HELLO_BYTES / 4));
            }
            socket.sendPart("x");
            socket.text(text -> text.contains("frame_too_large"));
            assertThat(socket.closeCode()).isEqualTo(4200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "3", "null", "{", "{}}", "{\"t\":\"sync\""})
    void badJsonIsAnsweredAndTheSocketStays(String text) {
        try (Socket socket = alice.connect()) {
            assertThat(socket.refused(text, null).code()).isEqualTo("bad_json");
            assertStillServed(socket);
        }
    }

    @Test
    void anUnknownTypeIsAnsweredByItsIdAndTheSocketStays() {
        try (Socket socket = alice.connect()) {
            ServerFrame.Error error = socket.refused("{\"t\":\"dance\",\"id\":\"d1\",\"partner\":\"bob\"}", "d1");
            assertThat(error.code()).isEqualTo("unknown_type");
            assertThat(error.retryable()).isFalse();
            assertStillServed(socket);
        }
    }

    @Test
    void unknownFieldsAreIgnored() {
        try (PlainSocket socket = PlainSocket.open(server)) {
            socket.send("{\"mood\":{\"like\":[1,{}]},\"t\":\"hello\",\"id\":\"h\",\"token\":\"%s\",\"client\":\"x\"}"
                    .formatted(alice.token()));
            socket.text(text -> text.contains("\"t\":\"welcome\""));
        }
    }

    @Test
    void aFrameThatIsTooLargeIsAnsweredAndTheSocketStays() {
        try (Socket socket = alice.connect()) {
            String large = "{\"t\":\"sync\",\"id\":\"l\",\"mark\":\"" + "x".repeat(Limits.FRAME_BYTES) + "\"}";
            assertThat(socket.refused(large, null).code()).isEqualTo("frame_too_large");
            assertStillServed(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.2", "chat"})
    void anotherProtocolIsTurnedAway(String subprotocol) {
        try (PlainSocket socket = PlainSocket.openWith(server, subprotocol)) {
            assertThat(socket.closeCode()).isEqualTo(4201);
        }
    }

    @Test
    void noProtocolIsTurnedAwayToo() {
        try (PlainSocket socket = PlainSocket.openWith(server, null)) {
            assertThat(socket.closeCode()).isEqualTo(4201);
        }
    }

    @Test
    void aBinaryFrameEndsTheConnection() {
        try (PlainSocket socket = PlainSocket.open(server)) {
            socket.sendBinary(hello(alice.token()).getBytes(StandardCharsets.UTF_8));
            assertThat(socket.closeCode()).isEqualTo(4200);
        }
        try (PlainSocket socket = PlainSocket.open(server)) {
            socket.send(hello(alice.token()));
            socket.text(text -> text.contains("\"t\":\"welcome\""));
            socket.sendBinary(new byte[] {1, 2, 3});
            assertThat(socket.closeCode()).isEqualTo(4200);
        }
    }

    @Test
    void aTokenIsReplacedOnlyByOneOfTheSameLogIn() {
        try (Socket socket = alice.connect()) {
            String fresh = alice.http().refresh(alice.tokens().refreshToken()).accessToken();
            assertThat(socket.ask(id -> new ClientFrame.Auth(id, fresh))).isInstanceOf(Ok.class);
            String otherDevice = alice.onAnotherDevice().token();
            assertThat(socket.askInVain(id -> new ClientFrame.Auth(id, otherDevice))
                            .code())
                    .isEqualTo("token_mismatch");
            String otherPerson = Person.register(server, "mallory").token();
            assertThat(socket.askInVain(id -> new ClientFrame.Auth(id, otherPerson))
                            .code())
                    .isEqualTo("token_mismatch");
            assertThat(socket.askInVain(id -> new ClientFrame.Auth(id, "garbage"))
                            .code())
                    .isEqualTo("token_invalid");
            assertStillServed(socket);
        }
    }

    @Test
    void loggingOutEndsTheSocketsAndTheTokensOfTheDevice() {
        try (Socket socket = alice.connect();
                Socket another = alice.connect()) {
            alice.http().logOut(alice.token());
            socket.assertClosedWith(4202);
            another.assertClosedWith(4202);
        }
        try (Socket socket = Socket.open(server)) {
            assertRefused(socket, hello(alice.token()), "device_revoked", 4202);
        }
        ParleyProblem problem = catchThrowableOfType(
                ParleyProblem.class, () -> alice.http().refresh(alice.tokens().refreshToken()));
        assertThat(problem.status()).isIn(401, 403);
    }

    @Test
    void aNewLogInOnADeviceEndsTheOneBefore() {
        try (Socket socket = alice.connect()) {
            Person again = alice.again();
            assertThat(again.device()).isEqualTo(alice.device());
            socket.assertClosedWith(4202);
            await().untilAsserted(() -> {
                try (Socket old = Socket.open(server)) {
                    assertRefused(old, hello(alice.token()), "device_revoked", 4202);
                }
            });
            try (Socket fresh = again.connect()) {
                assertStillServed(fresh);
            }
        }
    }

    private static String hello(String token) {
        return CODEC.encode(new ClientFrame.Hello("h", token, null, null, "system-tests"));
    }

    private static void assertRefused(Socket socket, String frame, String code, int closeCode) {
        assertThat(socket.refused(frame, "h").code()).isEqualTo(code);
        socket.assertClosedWith(closeCode);
    }

    private static void assertStillServed(Socket socket) {
        assertThat(socket.sync(null)).isInstanceOf(Synced.class);
        assertThat(socket.isOpen()).isTrue();
    }
}

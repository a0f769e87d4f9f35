package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad frame has its code, the socket stays, and whoever behaves goes on. */
@ExtendWith({SharedServer.class, FramesChecked.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFramesIT {
    private static final String MID = "0192a0d2-7e1a-4c3f-8a52-3f1d2b6c9e01";

    private final Person mallory;
    private final Person alice;
    private final Person bob;

    HostileFramesIT(RunningServer server) {
        mallory = Person.register(server, "mallory");
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
    }

    /** @param id of the frame; null where the answer cannot carry it */
    record Bad(String name, String frame, String code, String id) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad bad(String name, String frame, String code) {
        return new Bad(name, frame, code, frame.contains("\"id\":\"7\"") ? "7" : null);
    }

    private static Bad bad(String name, String frame, String code, String id) {
        return new Bad(name, frame, code, id);
    }

    static Stream<Bad> frames() {
        return Stream.of(
                bad("not JSON", "hello", "bad_json"),
                bad("a raw NUL", "\0", "bad_json"),
                bad("a list", "[{\"t\":\"sync\",\"id\":\"7\"}]", "bad_json", null),
                bad("two objects", "{\"t\":\"sync\",\"id\":\"7\"}{}", "bad_json", "7"),
                bad("cut short", "{\"t\":\"sync\",\"id\":\"7\"", "bad_json", "7"),
                bad("no type", "{\"id\":\"7\"}", "bad_frame"),
                bad("a type that is a number", "{\"t\":7,\"id\":\"7\"}", "bad_frame"),
                bad("an unknown type", "{\"t\":\"dance\",\"id\":\"7\"}", "unknown_type"),
                bad("a server's type", "{\"t\":\"welcome\",\"id\":\"7\"}", "unknown_type"),
                bad("no id", "{\"t\":\"sync\"}", "bad_frame"),
                bad("an empty id", "{\"t\":\"sync\",\"id\":\"\"}", "bad_frame"),
                bad("an id that is a number", "{\"t\":\"sync\",\"id\":7}", "bad_frame"),
                bad("a huge id", "{\"t\":\"sync\",\"id\":\"" + "7".repeat(65) + "\"}", "bad_frame"),
                bad("half a surrogate pair as id", "{\"t\":\"sync\",\"id\":\"\\ud800\"}", "bad_frame"),
                bad("no conversation", "{\"t\":\"history\",\"id\":\"7\"}", "bad_frame"),
                bad("a conversation that is an object", history("{\"a\":1}", ""), "bad_frame"),
                bad("a huge conversation", history("\"" + "c".repeat(65) + "\"", ""), "bad_frame"),
                bad("NUL in a conversation", history("\"a\\u0000b\"", ""), "unknown_conversation"),
                bad("a path for a conversation", history("\"../../keys\"", ""), "unknown_conversation"),
                bad("an operator for a conversation", history("\"$where\"", ""), "unknown_conversation"),
                bad("before and after", history("\"c\"", ",\"before\":1,\"after\":1"), "bad_frame"),
                bad("a page of nothing", history("\"c\"", ",\"limit\":0"), "bad_frame"),
                bad("a page too large", history("\"c\"", ",\"limit\":101"), "bad_frame"),
                bad("a seq that is a fraction", history("\"c\"", ",\"before\":1.5"), "bad_frame"),
                bad("a seq of 65 bits", history("\"c\"", ",\"before\":18446744073709551616"), "bad_frame"),
                bad("a number without end", history("\"c\"", ",\"before\":" + "9".repeat(2_000)), "bad_frame"),
                bad("a number out of this world", history("\"c\"", ",\"before\":1e999999999"), "bad_frame"),
                bad(
                        "a mark too long",
                        "{\"t\":\"sync\",\"id\":\"7\",\"mark\":\"" + "m".repeat(1_025) + "\"}",
                        "bad_frame"),
                bad("no mid", "{\"t\":\"send\",\"id\":\"7\",\"conversation\":\"c\",\"body\":\"b\"}", "bad_frame"),
                bad("a mid that is no UUID", send("\"body\":\"b\"").replace(MID, "1-1-1-1-1"), "bad_frame"),
                bad("no body", send("\"x\":1"), "bad_frame"),
                bad("an empty body", send("\"body\":\"\""), "bad_frame"),
                bad("a body that is a list", send("\"body\":[\"b\"]"), "bad_frame"),
                bad("half a surrogate pair", send("\"body\":\"a\\udc00\""), "bad_frame"),
                bad("a huge body", send("\"body\":\"" + "b".repeat(Limits.BODY_BYTES + 1) + "\""), "body_too_large"),
                bad(
                        "a body of too many bytes",
                        send("\"body\":\"" + "é".repeat(Limits.BODY_BYTES / 2 + 1) + "\""),
                        "body_too_large"),
                bad(
                        "a huge frame",
                        send("\"body\":\"" + "b".repeat(Limits.FRAME_BYTES) + "\""),
                        "frame_too_large",
                        null),
                bad("a conversation that is not", send("\"body\":\"b\""), "unknown_conversation"),
                bad(
                        "deep nesting",
                        "{\"id\":\"7\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                        "bad_frame"),
                bad("a field twice", "{\"t\":\"sync\",\"id\":\"7\",\"t\":\"pong\"}", "bad_frame"),
                bad("an unknown field twice", "{\"t\":\"sync\",\"id\":\"7\",\"x\":1,\"x\":2}", "bad_frame"),
                bad("a name without end", "{\"id\":\"7\",\"" + "n".repeat(10_000) + "\":1}", "bad_frame"),
                bad("below the first entry", "{\"t\":\"read\",\"conversation\":\"c\",\"upTo\":-1}", "bad_frame"),
                bad(
                        "far below",
                        "{\"t\":\"delivered\",\"conversation\":\"c\",\"upTo\":-9223372036854775808}",
                        "bad_frame"),
                bad("upTo as text", "{\"t\":\"delivered\",\"conversation\":\"c\",\"upTo\":\"7\"}", "bad_frame"));
    }

    private static String history(String conversation, String more) {
        return "{\"t\":\"history\",\"id\":\"7\",\"conversation\":" + conversation + more + "}";
    }

    private static String send(String more) {
        return "{\"t\":\"send\",\"id\":\"7\",\"conversation\":\"c\",\"mid\":\"" + MID + "\"," + more + "}";
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aBadFrameHasItsCodeAndHarmsNobody(Bad bad) {
        String conversation = alice.with(bob);
        try (Socket hostile = mallory.connect();
                Socket a = alice.connect();
                Socket b = bob.connect()) {
            ServerFrame.Error error = hostile.refused(bad.frame(), bad.id());
            assertThat(error.code()).isEqualTo(bad.code());
            assertThat(error.message())
                    .doesNotContain("Exception", "io.parley", "\tat ")
                    .hasSizeLessThan(200);
            b.message(a.say(conversation, "we go on").mid());
            assertThat(hostile.ask(id -> new ClientFrame.Sync(id, null, null))).isInstanceOf(ServerFrame.Synced.class);
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void nobodyGetsIntoAConversationOfOthersWhateverTheyAsk(String where) {
        String conversation = where.isEmpty() ? alice.with(bob) : where;
        try (Socket hostile = mallory.connect()) {
            hostile.read(conversation, Long.MAX_VALUE);
            hostile.delivered(conversation, 0);
            assertThat(hostile.askInVain(id -> new ClientFrame.History(id, conversation, null, -1L, 1))
                            .code())
                    .isEqualTo("unknown_conversation");
            assertThat(hostile.askInVain(id -> new ClientFrame.Send(id, conversation, UUID.randomUUID(), null, "hi"))
                            .code())
                    .isEqualTo("unknown_conversation");
            assertThat(hostile.sync(null).heads()).isEmpty();
        }
    }

    static List<String> conversations() {
        return List.of("", "no-such-conversation", "receipts:x", "\u0000", "💥".repeat(20));
    }
}

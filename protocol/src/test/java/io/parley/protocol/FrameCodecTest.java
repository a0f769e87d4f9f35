package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {
    private static final String MID = "0198c0de-0000-7000-8000-000000000001";
    private static final FrameCodec CODEC = new FrameCodec();

    static List<ClientFrame> clientFrames() {
        return FrameExamples.client();
    }

    static List<ServerFrame> serverFrames() {
        return FrameExamples.server();
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameComesBackAsItWas(ClientFrame frame) {
        assertThat(CODEC.decodeClient(CODEC.encode(frame))).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameComesBackAsItWas(ServerFrame frame) {
        assertThat(CODEC.decodeServer(CODEC.encode(frame))).contains(frame);
        assertThat(new String(CODEC.encodeToBytes(frame), StandardCharsets.UTF_8))
                .isEqualTo(CODEC.encode(frame));
    }

    @Test
    void theExamplesLeaveNoTypeOut() {
        assertThat(types(FrameExamples.client())).isEqualTo(recordsOf(ClientFrame.class));
        assertThat(types(FrameExamples.server())).isEqualTo(recordsOf(ServerFrame.class));
    }

    private static List<Class<?>> types(List<? extends Frame> frames) {
        return frames.stream().map(Object::getClass).distinct().collect(Collectors.toList());
    }

    private static List<Class<?>> recordsOf(Class<?> root) {
        return Arrays.stream(root.getPermittedSubclasses())
                .flatMap(c -> c.isInterface() ? Stream.<Class<?>>of(c.getPermittedSubclasses()) : Stream.of(c))
                .collect(Collectors.toList());
    }

    @Test
    void theTypeComesFirstAndWhatIsAbsentIsLeftOut() {
        assertThat(CODEC.encode(new ClientFrame.Sync("3", null, null))).isEqualTo("{\"t\":\"sync\",\"id\":\"3\"}");
        assertThat(CODEC.encode(new ServerFrame.Ping("m"))).isEqualTo("{\"t\":\"ping\",\"mark\":\"m\"}");
        assertThat(CODEC.encode(FrameExamples.server().get(6)))
                .isEqualTo("{\"t\":\"accepted\",\"re\":\"5\",\"conversation\":\"c1\",\"mid\":\"" + MID
                        + "\",\"seq\":12,\"time\":\"2026-11-24T10:15:30.123Z\"}");
    }

    @Test
    void theTypeMayComeLastAndUnknownFieldsAreIgnored() {
        assertThat(CODEC.decodeClient(
                        "{\"x\":{\"t\":[1,{\"id\":2.5}]},\"upTo\":7,\"conversation\":\"c\",\"t\":\"read\"}"))
                .isEqualTo(new ClientFrame.Read("c", 7));
    }

    @Test
    void nullCountsAsAbsentOnlyWhereAbsenceIsAllowed() {
        assertThat(CODEC.decodeClient("{\"t\":\"sync\",\"id\":\"1\",\"mark\":null}"))
                .isEqualTo(new ClientFrame.Sync("1", null, null));
        assertThat(rejection("{\"t\":\"auth\",\"id\":\"1\",\"token\":null}").sentence())
                .isEqualTo("Field 'token' is missing.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "{}                                                              | bad_frame    | - | 't'",
                "[]                                                              | bad_json     | - | JSON",
                "5                                                               | bad_json     | - | JSON",
                "null                                                            | bad_json     | - | JSON",
                "{'t':'pong'                                                     | bad_json     | - | character",
                "{'t':'pong'}{}                                                  | bad_json     | - | follows",
                "{'t':'pong'} x                                                  | bad_json     | - | JSON",
                "{'id':'7','t':'pong',}                                          | bad_json     | 7 | character",
                "{'t':'pong','t':'pong'}                                         | bad_frame    | - | two fields",
                "{'t':'auth','id':'7','token':'a','token':'b'}                   | bad_frame    | 7 | two fields",
                "{'t':'pong','x':{'a':1,'a':2}}                                  | bad_frame    | - | two fields",
                "{'id':'7','t':'dance'}                                          | unknown_type | 7 | type",
                "{'id':'7','t':5}                                                | bad_frame    | 7 | 't'",
                "{'id':'7','t':null}                                             | bad_frame    | 7 | 't'",
                "{'t':'auth','id':7,'token':'a'}                                 | bad_frame    | - | 'id'",
                "{'t':'auth','id':'','token':'a'}                                | bad_frame    | - | 'id'",
                "{'t':'auth','token':'a'}                                        | bad_frame    | - | 'id'",
                "{'t':'auth','token':5,'id':'7'}                                 | bad_frame    | 7 | 'token'",
                "{'t':'auth','token':true,'id':'7'}                              | bad_frame    | 7 | 'token'",
                "{'t':'auth','token':['a'],'id':'7'}                             | bad_frame    | 7 | 'token'",
                "{'t':'auth','token':{'a':{}},'id':'7'}                          | bad_frame    | 7 | 'token'",
                "{'t':'read','conversation':'c','upTo':'5'}                      | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c','upTo':1.0}                      | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c','upTo':1e2}                      | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c','upTo':true}                     | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c','upTo':-1}                       | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c','upTo':9223372036854775808}      | bad_frame    | - | 'upTo'",
                "{'t':'read','conversation':'c'}                                 | bad_frame    | - | 'upTo'",
                "{'t':'read','upTo':1}                                           | bad_frame    | - | 'conversation'",
                "{'t':'read','conversation':'','upTo':1}                         | bad_frame    | - | 'conversation'",
                "{'t':'history','id':'7','conversation':'c','limit':0}           | bad_frame    | 7 | 'limit'",
                "{'t':'history','id':'7','conversation':'c','limit':101}         | bad_frame    | 7 | 'limit'",
                "{'t':'history','id':'7','conversation':'c','before':-1}         | bad_frame    | 7 | 'before'",
                "{'t':'history','id':'7','conversation':'c','after':-2}          | bad_frame    | 7 | 'after'",
                "{'t':'history','id':'7','conversation':'c','after':1,'before':2}| bad_frame    | 7 | exclude",
                "{'t':'send','id':'7','conversation':'c','mid':'5','body':'b'}   | bad_frame    | 7 | 'mid'",
                "{'t':'send','id':'7','conversation':'c','mid':5,'body':'b'}     | bad_frame    | 7 | 'mid'",
                "{'t':'send','id':'7','conversation':'c','mid':'1-1-1-1-1','body':'b'} | bad_frame | 7 | 'mid'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','after':1,'body':'b'} | bad_frame | 7 | 'after'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':''}  | bad_frame    | 7 | 'body'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':5}   | bad_frame    | 7 | 'body'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID'}            | bad_frame    | 7 | 'body'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','target':3} | bad_frame | 7 | 'target'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','kind':'edited'} | bad_frame | 7 | 'target'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','kind':'message','target':3} | bad_frame | 7 | 'kind'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'','kind':'edited','target':3} | bad_frame | 7 | 'body'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','kind':'edited','target':-1} | bad_frame | 7 | 'target'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','kind':'deleted','target':3,'replyTo':1} | bad_frame | 7 | 'replyTo'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','replyTo':-1} | bad_frame | 7 | 'replyTo'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'b','mentions':[]} | bad_frame | 7 | 'mentions'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'a\\ud83d'} | bad_frame | 7 | 'body'",
                "{'t':'send','id':'7','conversation':'c','mid':'MID','body':'\\udc4ba'} | bad_frame | 7 | 'body'",
            })
    void isRefusedWithAnActionableSentence(String frame, String code, @Nullable String id, String mentions) {
        FrameRejected rejected = rejection(json(frame));
        assertThat(rejected.code().code()).isEqualTo(code);
        assertThat(rejected.id()).isEqualTo(id);
        assertThat(rejected.sentence()).contains(mentions);
        assertThat(rejected.getStackTrace()).isEmpty();
        assertThat(rejected.toFrame()).isEqualTo(ServerFrame.Error.of(id, rejected.code(), rejected.sentence()));
    }

    /** Frames stand in single quotes to be readable. */
    private static String json(String frame) {
        return frame.replace('\'', '"').replace("MID", MID);
    }

    @Test
    void aBodyIsMeasuredInBytesOfUtf8() {
        assertThat(CODEC.decodeClient(send("€".repeat(Limits.BODY_BYTES / 3)))).isInstanceOf(ClientFrame.Send.class);
        FrameRejected rejected = rejection(send("€".repeat(Limits.BODY_BYTES / 3 + 1)));
        assertThat(rejected.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(rejected.id()).isEqualTo("7");
    }

    @Test
    void aFrameOverTheBoundIsRefusedBeforeItIsRead() {
        FrameRejected rejected =
                rejection("{\"id\":\"7\",\"x\":\"" + "a".repeat(Limits.FRAME_BYTES) + "\",\"t\":\"pong\"}");
        assertThat(rejected.code()).isEqualTo(ErrorCode.FRAME_TOO_LARGE);
        assertThat(rejected.id()).isEqualTo("7");
        assertThat(rejection("{\"t\":\"pong\",\"x\":\"" + "€".repeat(Limits.FRAME_BYTES / 3) + "\"}")
                        .code())
                .isEqualTo(ErrorCode.FRAME_TOO_LARGE);
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThat(rejection("").code()).isEqualTo(ErrorCode.BAD_JSON);
    }

    @Test
    void helloIsSmall() {
        String token = "a".repeat(Limits.HELLO_BYTES);
        assertThat(rejection(CODEC.encode(new ClientFrame.Hello("1", token, null, null, "c")))
                        .code())
                .isEqualTo(ErrorCode.FRAME_TOO_LARGE);
    }

    @Test
    void longIdsNamesAndConversationsAreRefused() {
        String longText = "a".repeat(65);
        assertThat(rejection(CODEC.encode(new ClientFrame.Auth(longText, "t"))).id())
                .isNull();
        assertThat(rejection(CODEC.encode(new ClientFrame.Hello("1", "t", null, null, longText)))
                        .sentence())
                .contains("'client'");
        assertThat(rejection(CODEC.encode(new ClientFrame.Read(longText, 1))).sentence())
                .contains("'conversation'");
    }

    @Test
    void deepNestingAndLongNumbersCostNothing() {
        assertThat(rejection("{\"id\":\"7\",\"t\":\"pong\",\"x\":" + "[".repeat(30_000))
                        .id())
                .isEqualTo("7");
        assertThat(rejection("{\"t\":\"read\",\"conversation\":\"c\",\"upTo\":" + "1".repeat(30_000) + "}")
                        .code())
                .isEqualTo(ErrorCode.BAD_FRAME);
    }

    @Test
    void aClientIgnoresWhatANewerServerAdds() {
        assertThat(CODEC.decodeServer("{\"t\":\"fireworks\",\"x\":1}")).isEmpty();
        assertThat(CODEC.decodeServer("{\"t\":\"ping\",\"mark\":\"m\",\"new\":[1]}"))
                .contains(new ServerFrame.Ping("m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'t':'ping'}",
                "{'t':'ping','mark':null}",
                "{'t':'goaway'}",
                "{'t':'goaway','withinMs':'5'}",
                "nonsense"
            })
    void aClientNeverSeesAHalfFrame(String frame) {
        assertThat(catchThrowableOfType(FrameRejected.class, () -> CODEC.decodeServer(json(frame))))
                .isNotNull();
    }

    private static String send(String body) {
        return "{\"t\":\"send\",\"id\":\"7\",\"conversation\":\"c\",\"mid\":\"" + MID + "\",\"body\":\"" + body + "\"}";
    }

    private static FrameRejected rejection(String frame) {
        FrameRejected rejected = catchThrowableOfType(FrameRejected.class, () -> CODEC.decodeClient(frame));
        assertThat(rejected).as(frame).isNotNull();
        return rejected;
    }
}

package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.recorded.Recordings;
import io.parley.api.recorded.Recordings.Recording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients of any release so far speak with servers of this one, and the other way round. Frames are recorded, those of a type in one file; what was
 * recorded is read, also with what a release ahead adds. The JavaScript client's tests read the same files.
 */
class FramesRecordedTest {
    private static final Recordings FRAMES = Recordings.of("frames");
    private static final String CLIENT = "client.";
    private static final FrameCodec CODEC = new FrameCodec();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, List<String>> WRITTEN =
            new TreeMap<>(Stream.<Frame>concat(FrameExamples.client().stream(), FrameExamples.server().stream())
                    .collect(Collectors.groupingBy(
                            FramesRecordedTest::nameOf, Collectors.mapping(CODEC::encode, Collectors.toList()))));

    private static String nameOf(Frame frame) {
        String type = MAPPER.readTree(CODEC.encode(frame)).get("t").asString();
        return (frame instanceof ClientFrame ? CLIENT : "server.") + type;
    }

    static Iterable<String> names() {
        return WRITTEN.keySet();
    }

    static List<Recording> recordings() {
        return FRAMES.all();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatThisReleaseSaysIsRecorded(String name) {
        FRAMES.assertNewest(name, WRITTEN.get(name).toString());
    }

    @Test
    void nothingIsRecordedThatIsNotReadAnyMore() {
        FRAMES.assertNames(WRITTEN.keySet());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasRecordedIsRead(Recording recording) {
        assertThat(recording.samples()).isNotEmpty().allSatisfy(sample -> {
            Frame read = read(recording, sample);
            assertThat(nameOf(read)).isEqualTo(recording.name());
            assertThat(read(recording, Recordings.withFutureFields(sample))).isEqualTo(read);
        });
    }

    private static Frame read(Recording recording, String json) {
        return recording.name().startsWith(CLIENT)
                ? CODEC.decodeClient(json)
                : CODEC.decodeServer(json).orElseThrow();
    }
}

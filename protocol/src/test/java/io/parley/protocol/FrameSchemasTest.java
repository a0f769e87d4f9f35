package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FrameSchemasTest {
    private static final FrameCodec CODEC = new FrameCodec();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final FrameSchemas SCHEMAS = new FrameSchemas();
    static final List<Frame> FRAMES = Stream.<Frame>concat(
                    FrameExamples.client().stream(), FrameExamples.server().stream())
            .toList();

    @ParameterizedTest
    @FieldSource("FRAMES")
    void aGoodFramePassesInItsDirectionOnly(Frame frame) {
        String json = CODEC.encode(frame);
        assertThatCode(() -> SCHEMAS.check(direction(frame), json)).doesNotThrowAnyException();
        Direction wrong = direction(frame) == Direction.CLIENT_TO_SERVER
                ? Direction.SERVER_TO_CLIENT
                : Direction.CLIENT_TO_SERVER;
        assertThatThrownBy(() -> SCHEMAS.check(wrong, json)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("mutants")
    void aMutatedFrameIsCaught(Direction direction, String how, String json) {
        assertThatThrownBy(() -> SCHEMAS.check(direction, json)).isInstanceOf(AssertionError.class);
    }

    static List<Arguments> mutants() {
        List<Arguments> mutants = new ArrayList<>();
        for (Frame frame : FRAMES) {
            ObjectNode good = (ObjectNode) MAPPER.readTree(CODEC.encode(frame));
            mutate(direction(frame), good, good, List.of(), mutants);
        }
        assertThat(mutants).hasSizeGreaterThan(200);
        return mutants;
    }

    /** Every object of the frame, at any depth, with one thing wrong. */
    private static void mutate(
            Direction direction, ObjectNode root, ObjectNode at, List<Object> path, List<Arguments> mutants) {
        String where = root.get("t").asString() + path;
        for (String name : List.copyOf(at.propertyNames())) {
            JsonNode was = at.get(name);
            at.set(
                    name,
                    was.isNumber()
                            ? MAPPER.getNodeFactory().stringNode("5")
                            : MAPPER.getNodeFactory().numberNode(5.5));
            mutants.add(Arguments.of(direction, where + " mistypes " + name, root.toString()));
            at.putNull(name);
            mutants.add(Arguments.of(direction, where + " nulls " + name, root.toString()));
            at.set(name, was);
            if (isRequired(root, path, name)) {
                ObjectNode copy = root.deepCopy();
                ((ObjectNode) copy.at(pointer(path))).remove(name);
                mutants.add(Arguments.of(direction, where + " drops " + name, copy.toString()));
            }
            descend(direction, root, was, append(path, name), mutants);
        }
        at.put("surplus", 1);
        mutants.add(Arguments.of(direction, where + " adds a field", root.toString()));
        at.remove("surplus");
        if (path.isEmpty()) mutants.add(Arguments.of(direction, where + " renames t", renamed(root)));
    }

    private static void descend(
            Direction direction, ObjectNode root, JsonNode node, List<Object> path, List<Arguments> mutants) {
        if (node instanceof ObjectNode object) mutate(direction, root, object, path, mutants);
        if (!node.isArray()) return;
        for (int i = 0; i < node.size(); i++) descend(direction, root, node.get(i), append(path, i), mutants);
    }

    private static boolean isRequired(ObjectNode root, List<Object> path, String name) {
        Map<String, List<String>> optional = Map.ofEntries(
                Map.entry("hello", List.of("device", "mark")),
                Map.entry("sync", List.of("mark", "page")),
                Map.entry("history", List.of("before", "after", "limit")),
                Map.entry("send", List.of("after", "replyTo", "mentions")),
                Map.entry(
                        "synced",
                        List.of(
                                "next",
                                "title",
                                "typing",
                                "unsaid",
                                "mentioned",
                                "request",
                                "settings",
                                "retention",
                                "seconds",
                                "messages",
                                "expired",
                                "picture",
                                "mutedUntil",
                                "draft")),
                Map.entry("settings", List.of("mutedUntil", "draft")),
                Map.entry("receipt", List.of("unsaid", "counts")),
                Map.entry(
                        "messages",
                        List.of(
                                "device",
                                "mid",
                                "body",
                                "target",
                                "replyTo",
                                "mentions",
                                "attachments",
                                "about",
                                "retention",
                                "seconds",
                                "messages",
                                "edited",
                                "deleted",
                                "reactions",
                                "name",
                                "width",
                                "height")),
                Map.entry("accepted", List.of("duplicate")),
                Map.entry(
                        "message",
                        List.of(
                                "device",
                                "mid",
                                "body",
                                "target",
                                "replyTo",
                                "mentions",
                                "attachments",
                                "about",
                                "retention",
                                "seconds",
                                "messages",
                                "name",
                                "width",
                                "height")),
                Map.entry("conversation", List.of("title")),
                Map.entry("presence", List.of("lastSeen")),
                Map.entry("error", List.of("re", "retryAfterMs", "lastAccepted")));
        String type = root.get("t").asString();
        return (path.isEmpty() && name.equals("t"))
                || !optional.getOrDefault(type, List.of()).contains(name);
    }

    private static String renamed(ObjectNode root) {
        ObjectNode copy = root.deepCopy();
        return copy.put("t", copy.get("t").asString() + "x").toString();
    }

    private static List<Object> append(List<Object> path, Object step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    private static String pointer(List<Object> path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/').append(step));
        return pointer.toString();
    }

    private static Direction direction(Frame frame) {
        return switch (frame) {
            case ClientFrame client -> Direction.CLIENT_TO_SERVER;
            case ServerFrame server -> Direction.SERVER_TO_CLIENT;
        };
    }
}

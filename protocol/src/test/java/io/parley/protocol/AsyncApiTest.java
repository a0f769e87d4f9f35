package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document is written by hand; this is what keeps it true. */
class AsyncApiTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNode DOCUMENT = MAPPER.readTree(AsyncApi.json());
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");

    static Stream<Class<?>> frames() {
        return Stream.of(ClientFrame.class, ServerFrame.class).flatMap(AsyncApiTest::records);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(AsyncApiTest::records);
    }

    static Stream<Class<?>> schemaTypes() {
        Set<Class<?>> types = new LinkedHashSet<>(frames().toList());
        List<Class<?>> unseen = new ArrayList<>(types);
        while (!unseen.isEmpty()) {
            for (RecordComponent component : unseen.removeLast().getRecordComponents()) {
                Class<?> type = elementType(component.getGenericType());
                if (type.isRecord() && types.add(type)) unseen.add(type);
            }
        }
        return types.stream();
    }

    @ParameterizedTest
    @MethodSource("schemaTypes")
    void everyRecordIsDescribedAsItIs(Class<?> type) {
        JsonNode schema = SCHEMAS.get(type.getSimpleName());
        List<String> names = new ArrayList<>();
        List<String> required = new ArrayList<>();
        if (Frame.class.isAssignableFrom(type)) {
            names.add("t");
            required.add("t");
            assertThat(schema.at("/properties/t/const").asString()).isEqualTo(frameType(type));
        }
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) required.add(component.getName());
            assertDescribes(
                    schema.at("/properties/" + component.getName()), component.getGenericType(), component.toString());
        }
        assertThat(schema.get("properties").propertyNames()).containsExactlyElementsOf(names);
        assertThat(texts(schema.get("required"))).containsExactlyElementsOf(required);
    }

    private static String frameType(Class<?> frame) {
        Class<?> side = ClientFrame.class.isAssignableFrom(frame) ? ClientFrame.class : ServerFrame.class;
        return Arrays.stream(side.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == frame)
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElseThrow();
    }

    private static void assertDescribes(JsonNode schema, Type type, String where) {
        Class<?> element = elementType(type);
        if (type instanceof ParameterizedType) {
            assertThat(schema.path("type").asString("")).as(where).isEqualTo("array");
            assertDescribes(schema.path("items"), element, where);
        } else if (element.isRecord()) {
            assertThat(schema.path("$ref").asString(""))
                    .as(where)
                    .isEqualTo("#/components/schemas/" + element.getSimpleName());
        } else if (element.isEnum()) {
            List<String> texts = Arrays.stream(element.getEnumConstants())
                    .map(constant -> MAPPER.<JsonNode>valueToTree(constant).asString())
                    .toList();
            assertThat(texts(schema.path("enum"))).as(where).isEqualTo(texts);
        } else {
            String described = schema.path("type").asString("") + " "
                    + schema.path("format").asString("");
            assertThat(described.strip()).as(where).isEqualTo(jsonType(element));
        }
    }

    private static String jsonType(Class<?> type) {
        if (type == String.class) return "string";
        if (type == UUID.class) return "string uuid";
        if (type == Instant.class) return "string date-time";
        if (type == long.class || type == Long.class) return "integer int64";
        if (type == int.class || type == Integer.class) return "integer int32";
        if (type == boolean.class || type == Boolean.class) return "boolean";
        throw new AssertionError("No JSON type for " + type);
    }

    private static Class<?> elementType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type);
    }

    @Test
    void nothingIsDescribedThatDoesNotExist() {
        assertThat(SCHEMAS.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        schemaTypes().map(Class::getSimpleName).toList());
    }

    @Test
    void everyFrameIsAMessageOfTheSocketAndOfAnOperation() {
        Set<String> types =
                new TreeSet<>(frames().map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(new TreeSet<>(DOCUMENT.at("/components/messages").propertyNames()))
                .isEqualTo(types);
        assertThat(new TreeSet<>(DOCUMENT.at("/channels/socket/messages").propertyNames()))
                .isEqualTo(types);
        Set<String> used = new TreeSet<>();
        DOCUMENT.findValues("messages").stream()
                .filter(JsonNode::isArray)
                .flatMap(messages -> StreamSupport.stream(messages.spliterator(), false))
                .map(message -> message.get("$ref").asString())
                .forEach(reference -> used.add(reference.substring(reference.lastIndexOf('/') + 1)));
        assertThat(used).isEqualTo(types);
    }

    @Test
    void everyErrorCodeIsListed() {
        assertThat(lines("/x-error-codes", "code", "retryable", "sentence"))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(code.code(), String.valueOf(code.retryable()), code.sentence()))
                        .toList());
    }

    @Test
    void everyCloseCodeIsListed() {
        assertThat(lines("/x-close-codes", "code", "name", "reason"))
                .containsExactlyElementsOf(Arrays.stream(CloseCode.values())
                        .map(code -> List.of(
                                String.valueOf(code.code()), code.name().toLowerCase(Locale.ROOT), code.reason()))
                        .toList());
    }

    @Test
    void theBoundsAreThoseThatTheServerChecks() {
        assertThat(DOCUMENT.at("/components/schemas/Send/properties/body/maxLength")
                        .asInt())
                .isEqualTo(Limits.BODY_BYTES);
        assertThat(DOCUMENT.at("/components/schemas/History/properties/limit/maximum")
                        .asInt())
                .isEqualTo(Limits.HISTORY_PAGE);
        assertThat(DOCUMENT.at("/components/schemas/Hello/properties/token/maxLength")
                        .asInt())
                .isEqualTo(Limits.TOKEN_CHARS);
        assertThat(DOCUMENT.at("/components/schemas/Sync/properties/mark/maxLength")
                        .asInt())
                .isEqualTo(Limits.MARK_CHARS);
        assertThat(DOCUMENT.at("/channels/socket/address").asString()).isEqualTo(Limits.PATH);
        assertThat(AsyncApi.json()).contains(Limits.SUBPROTOCOL);
    }

    private static List<List<String>> lines(String at, String... fields) {
        return StreamSupport.stream(DOCUMENT.at(at).spliterator(), false)
                .map(line -> Arrays.stream(fields)
                        .map(field -> line.get(field).asString())
                        .toList())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}

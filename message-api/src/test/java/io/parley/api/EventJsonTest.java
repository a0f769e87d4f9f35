package io.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.recorded.Recordings;
import io.parley.api.serialization.NamedEventSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events are stored for ever: what is in {@code approved/events/} is what stores out there hold. A file there may be
 * added, never changed; an event whose JSON must change gets a new revision, an upcaster, and a file of its own.
 */
class EventJsonTest {
    private final NamedEventSerializer serializer = NamedEventSerializer.create();
    private final ObjectMapper mapper = NamedEventSerializer.mapper();

    static Stream<Class<?>> events() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsWrittenAsApproved(Class<?> type) throws JsonProcessingException {
        SerializedObject<String> written = serializer.serialize(EventSamples.of(type), String.class);

        assertThat(written.getType().getName()).isEqualTo(nameOf(type).value());
        assertThat(pretty(written.getData()))
                .as("the JSON of %s; approve it as message-api/src/test/resources%s", type, file(type))
                .isEqualTo(approved(type));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theApprovedJsonIsReadBack(Class<?> type) {
        assertThat(read(type, approved(type))).isEqualTo(EventSamples.of(type));
    }

    @ParameterizedTest
    @MethodSource("events")
    void fieldsOfTheFutureAreIgnored(Class<?> type) {
        assertThat(read(type, Recordings.withFutureFields(approved(type)))).isEqualTo(EventSamples.of(type));
    }

    private Object read(Class<?> type, String json) {
        EventName name = nameOf(type);
        return Objects.requireNonNull(serializer.deserialize(
                new SimpleSerializedObject<>(json, String.class, name.value(), name.revision())));
    }

    private String pretty(String json) throws JsonProcessingException {
        JsonNode tree = mapper.readTree(json);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + '\n';
    }

    private static String approved(Class<?> type) {
        try (InputStream in = EventJsonTest.class.getResourceAsStream(file(type))) {
            return in == null ? "(nothing is approved yet)" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String file(Class<?> type) {
        EventName name = nameOf(type);
        return "/approved/events/" + name.value() + "." + name.revision() + ".json";
    }

    private static EventName nameOf(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(EventName.class));
    }
}

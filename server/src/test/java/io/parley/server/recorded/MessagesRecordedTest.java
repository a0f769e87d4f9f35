package io.parley.server.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.api.recorded.Recordings;
import io.parley.api.recorded.Recordings.Recording;
import io.parley.api.recorded.Samples;
import io.parley.api.serialization.NamedEventSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands, queries and their answers go through Axon Server between processes of neighbouring releases. Every one that has a handler is recorded; what
 * was recorded is read, also with what a release ahead adds and without what one behind does not have.
 */
class MessagesRecordedTest {
    private static final String ROOT = "io.parley.api.";
    private static final Recordings MESSAGES = Recordings.of("messages");
    private static final Recordings WORDS = Recordings.of("words");
    private static final ObjectMapper MAPPER = NamedEventSerializer.mapper();
    private static final NamedEventSerializer SERIALIZER = NamedEventSerializer.create();
    private static final Map<String, Class<?>> TYPES = types();

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.parley").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(CommandHandler.class)
                                || method.isAnnotatedWith(QueryHandler.class))
                        .flatMap(MessagesRecordedTest::saidAt)
                        .flatMap(MessagesRecordedTest::records)
                        .forEach(type -> types.put(nameOf(type), type));
        assertThat(types).hasSizeGreaterThan(90);
        return types;
    }

    /** The message, and the answer to it where there is one. */
    private static Stream<Class<?>> saidAt(JavaMethod handler) {
        return Stream.<Class<?>>of(
                        handler.getRawParameterTypes().getFirst().reflect(),
                        handler.getRawReturnType().reflect())
                .filter(type -> type != void.class);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessagesRecordedTest::records)
                : Stream.of(type);
    }

    private static String nameOf(Class<?> type) {
        assertThat(type.getName()).startsWith(ROOT);
        return type.getName().substring(ROOT.length()).replace('$', '.');
    }

    static Set<String> messages() {
        return TYPES.keySet();
    }

    static Set<Class<?>> words() {
        Set<Class<?>> words = new TreeSet<>(Comparator.comparing(Class::getName));
        TYPES.values().forEach(type -> words.addAll(Samples.words(type)));
        return words;
    }

    static List<Recording> recordings() {
        return MESSAGES.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatThisReleaseSaysIsRecorded(String name) {
        List<String> written = Samples.of(TYPES.get(name)).stream()
                .map(sample -> SERIALIZER.serialize(sample, String.class).getData())
                .toList();

        MESSAGES.assertNewest(name, written.toString());
    }

    @ParameterizedTest
    @MethodSource("words")
    void theWordsInItAreRecorded(Class<?> type) throws JsonProcessingException {
        WORDS.assertNewest(nameOf(type), MAPPER.writeValueAsString(type.getEnumConstants()));
    }

    @Test
    void nothingIsRecordedThatIsNotReadAnyMore() {
        MESSAGES.assertNames(messages());
        Set<String> words = new TreeSet<>();
        words().forEach(type -> words.add(nameOf(type)));
        WORDS.assertNames(words);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasRecordedIsRead(Recording recording) throws Exception {
        Class<?> type = TYPES.get(recording.name());
        List<Object> read = new ArrayList<>();
        for (String sample : recording.samples()) {
            Object one = read(type, sample);
            Samples.assertWhole(one);
            assertThat(read(type, Recordings.withFutureFields(sample))).isEqualTo(one);
            assertThat(read(type, Recordings.withoutNulls(sample))).isEqualTo(one);
            assertThat(strictly(type, sample))
                    .as("a number or truth that is missing is no 0")
                    .isEqualTo(one);
            read.add(one);
        }
        assertThat(read).isNotEmpty();
    }

    @Test
    void everyWordThatWasRecordedIsRead() throws JsonProcessingException {
        for (Recording recording : WORDS.all()) {
            Class<?> type = words().stream()
                    .filter(one -> nameOf(one).equals(recording.name()))
                    .findFirst()
                    .orElseThrow();
            for (String word : recording.samples()) {
                assertThat(MAPPER.readValue(word, type)).isNotNull();
            }
        }
    }

    private static Object read(Class<?> type, String json) {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(json, String.class, type.getName(), null));
    }

    private static Object strictly(Class<?> type, String json) throws JsonProcessingException {
        return MAPPER.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(json);
    }
}

package io.parley.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.Sealed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedEventSerializerTest {
    private final NamedEventSerializer serializer = NamedEventSerializer.create();

    @ParameterizedTest
    @CsvSource({"conversation.MessagePinned, 1", "conversation.MessageSent, 2", "io.parley.api.Nothing,"})
    void whatOnlyALaterReleaseKnowsIsAnErrorAndNotNothing(String name, @Nullable String revision) {
        assertThatThrownBy(
                        () -> serializer.deserialize(new SimpleSerializedObject<>("{}", String.class, name, revision)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("later release");
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType(name, revision)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void threadsThatShareBuffersDoNotMixWhatTheyWrite() throws Exception {
        ObjectMapper mapper = NamedEventSerializer.mapper();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> writers = IntStream.range(0, 64)
                    .mapToObj(writer -> threads.submit(
                            () -> IntStream.range(0, 200).allMatch(length -> isReadAsWritten(mapper, writer, length))))
                    .toList();
            for (Future<Boolean> same : writers) {
                assertThat(same.get()).isTrue();
            }
        }
    }

    /** Some are longer than a buffer, and some are no JSON. */
    private static boolean isReadAsWritten(ObjectMapper mapper, int writer, int length) {
        Sealed sealed =
                new Sealed("key" + writer, null, "nonce" + length, ("text " + writer + ",").repeat(length * 10));
        try {
            byte[] json = mapper.writeValueAsBytes(sealed);
            json[json.length - 1] = (byte) (length % 7 == 0 ? ']' : '}');
            return mapper.readValue(json, Sealed.class).equals(sealed);
        } catch (IOException e) {
            return length % 7 == 0;
        }
    }
}

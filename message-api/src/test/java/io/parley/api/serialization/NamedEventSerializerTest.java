package io.parley.api.serialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
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
}

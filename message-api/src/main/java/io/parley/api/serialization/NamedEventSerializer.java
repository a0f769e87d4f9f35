package io.parley.api.serialization;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.api.EventName;
import io.parley.api.EventTypes;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Axon's Jackson serializer, with events under their {@link EventName} and unknown fields ignored. What is of a type that this release does not know is
 * an error: Axon itself would let it pass as if it had not happened, and a view or an aggregate would lack it for ever.
 */
public final class NamedEventSerializer extends JacksonSerializer {
    private NamedEventSerializer(Builder builder) {
        super(builder);
    }

    public static NamedEventSerializer create() {
        return new NamedEventSerializer(JacksonSerializer.builder().objectMapper(mapper()));
    }

    /**
     * Instants as ISO-8601 text: a person who reads the store sees the time. Its buffers are shared by all threads: those of a virtual thread, which
     * Jackson would keep for it, die with their first use.
     */
    public static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build();
        MapperBuilder<?, ?> builder = JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .annotationIntrospector(new SealedSubtypes())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return builder.build();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        EventName name = ((Class<?>) type).getAnnotation(EventName.class);
        return name == null ? super.typeForClass(type) : new SimpleSerializedType(name.value(), name.revision());
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        Class<?> event = EventTypes.classOf(serializedType.getName());
        return event == null ? super.resolveClassName(serializedType) : event.getName();
    }

    /** @throws SerializationException where only another release knows the type, or that revision of it */
    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        Class<?> known = super.classForType(type);
        if (known == UnknownSerializedType.class || !isRevisionOf(known, type)) {
            throw new SerializationException(type.getName()
                    + (type.getRevision() == null ? "" : ", revision " + type.getRevision() + ",")
                    + " is of a later release; nothing behind it is read until this process is of that release too");
        }
        return known;
    }

    private static boolean isRevisionOf(Class<?> known, SerializedType type) {
        EventName name = known.getAnnotation(EventName.class);
        return name == null || name.revision().equals(type.getRevision());
    }
}

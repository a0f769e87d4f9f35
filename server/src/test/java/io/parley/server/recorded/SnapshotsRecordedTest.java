package io.parley.server.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.parley.api.recorded.Recordings;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.server.ServerStarter;
import io.parley.server.role.Role;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A snapshot is what an aggregate knew, as the release that took it lays it out. Where another release lays it out otherwise it is passed over, and the
 * events are read: a snapshot from before there was a field would say that nothing of that kind ever happened. So each layout has a revision of its own.
 */
class SnapshotsRecordedTest {
    private static final Recordings SNAPSHOTS = Recordings.of("snapshots");
    private static final ObjectMapper MAPPER = NamedEventSerializer.mapper();
    private static final Map<String, Class<?>> AGGREGATES = aggregates();

    private static Map<String, Class<?>> aggregates() {
        Map<String, Class<?>> aggregates = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("io.parley.command").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.isAnnotatedWith(AggregateIdentifier.class))
                        .map(field -> field.getOwner().reflect())
                        .filter(SnapshotsRecordedTest::canBeWritten)
                        .forEach(type -> aggregates.put(type.getSimpleName(), type));
        assertThat(aggregates).containsKeys("Conversation", "Receipts", "User", "Device");
        return aggregates;
    }

    /** Others have no snapshots: nothing of them is seen by the serializer. */
    private static boolean canBeWritten(Class<?> type) {
        return !describe(MAPPER.constructType(type)).findProperties().isEmpty();
    }

    private static BeanDescription describe(JavaType type) {
        return MAPPER.getSerializationConfig().introspect(type);
    }

    static Set<String> names() {
        return AGGREGATES.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anotherLayoutHasAnotherRevision(String name) throws JsonProcessingException {
        Class<?> type = AGGREGATES.get(name);
        Map<String, Object> layout = new TreeMap<>();
        lay(MAPPER.constructType(type), layout);

        assertThat(type).hasAnnotation(Revision.class);
        SNAPSHOTS.assertNumber(
                name, Integer.parseInt(type.getAnnotation(Revision.class).value()), MAPPER.writeValueAsString(layout));
    }

    /** Each type that is a part of it, by its name, with its fields. */
    private static String lay(JavaType type, Map<String, Object> layout) {
        BeanDescription description = describe(type);
        if (description.findJsonValueAccessor() != null) {
            return lay(description.findJsonValueAccessor().getType(), layout);
        } else if (type.isContainerType()) {
            String key = type.getKeyType() == null ? "" : lay(type.getKeyType(), layout) + ": ";
            return '[' + key + lay(type.getContentType(), layout) + ']';
        }
        String name = type.getRawClass().getSimpleName();
        if (type.isEnumType()) {
            layout.put(name, Arrays.toString(type.getRawClass().getEnumConstants()));
        } else if (type.getRawClass().getName().startsWith("io.parley") && !layout.containsKey(name)) {
            layout.put(name, "");
            layout.put(
                    name,
                    description.findProperties().stream()
                            .collect(Collectors.toMap(
                                    property -> property.getName(),
                                    property -> lay(property.getPrimaryType(), layout),
                                    (one, other) -> one,
                                    TreeMap::new)));
        }
        return name;
    }

    @Revision("of another release")
    private record Otherwise(String aggregate) {}

    @Revision("1")
    private record First(String aggregate) {}

    @Revision("2")
    private record Second(String aggregate) {}

    /** Of the revision that is read. */
    private static Object alike(String name) {
        return switch (AGGREGATES.get(name).getAnnotation(Revision.class).value()) {
            case "1" -> new First(name);
            case "2" -> new Second(name);
            default -> throw new AssertionError("a record of that revision is missing here");
        };
    }

    @Test
    void aSnapshotOfAnotherRevisionIsPassedOver(@TempDir Path data) {
        try (ConfigurableApplicationContext server = ServerStarter.alone(Role.COMMAND_SIDE, data)) {
            RocksEventStorageEngine events = server.getBean(RocksEventStorageEngine.class);
            Set<String> read = new TreeSet<>();
            for (String name : names()) {
                events.storeSnapshot(new GenericDomainEventMessage<>(name, name, 0, alike(name)));
                assertThat(events.readSnapshot(name)).isPresent();
                events.storeSnapshot(new GenericDomainEventMessage<>(name, name, 1, new Otherwise(name)));
                events.readSnapshot(name).ifPresent(any -> read.add(name));
            }
            assertThat(read).isEmpty();
        }
    }
}

package io.parley.history.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.EventName;
import io.parley.api.Sealed;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.source.Occurrence;
import io.parley.history.source.Parts;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of one event type, made from its class: a column a component, in snake case. Of a sealed text it has the key's id; lists, and what is
 * made of several values, are JSON.
 */
final class EventTable {
    static final Column EVENT_ID = Column.text("event_id");

    private static final List<Column> PLACE = List.of(
            Column.number("position"),
            EVENT_ID,
            Column.time("stored"),
            Column.text("aggregate"),
            Column.number("seq"),
            Column.text("event_actor"),
            Column.text("event_device"));
    private static final ObjectMapper JSON = NamedEventSerializer.mapper();

    private final Table table;
    private final List<RecordComponent> components;

    EventTable(Class<?> event) {
        components = Parts.of(event);
        List<Column> columns = new ArrayList<>(PLACE);
        components.forEach(component -> columns.add(column(component)));
        table = new Table(nameOf(event), columns);
    }

    /** {@code conversation.MessageSent} is {@code message_sent}. */
    private static String nameOf(Class<?> event) {
        String name =
                Objects.requireNonNull(event.getAnnotation(EventName.class)).value();
        return snake(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Column column(RecordComponent component) {
        Class<?> type = component.getType();
        String name = snake(component.getName());
        if (type == long.class || type == int.class) {
            return Column.number(name);
        }
        if (type == boolean.class) {
            return new Column(name, Column.Type.FLAG);
        }
        if (type == Instant.class) {
            return Column.time(name);
        }
        if (type == UUID.class) {
            return new Column(name, Column.Type.ID);
        }
        return Column.text(type == Sealed.class ? name + "_key" : name);
    }

    Table table() {
        return table;
    }

    @Nullable
    Object[] row(Occurrence event) {
        @Nullable Object[] row = new Object[PLACE.size() + components.size()];
        row[0] = event.position();
        row[1] = event.id();
        row[2] = event.stored();
        row[3] = event.aggregate();
        row[4] = event.aggregate() == null ? null : event.seq();
        row[5] = event.actor();
        row[6] = event.device();
        for (int i = 0; i < components.size(); i++) {
            row[PLACE.size() + i] = value(Parts.get(event.payload(), components.get(i)));
        }
        return row;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Sealed sealed -> sealed.keyId();
            case Collection<?> many -> json(many);
            case Record record when record.getClass().getRecordComponents().length > 1 -> json(record);
            default -> value;
        };
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read from JSON can be written as JSON", e);
        }
    }
}

package io.parley.history.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.source.Occurrence;
import io.parley.history.source.Parts;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as people and programs read them: people by handle, texts opened, passwords never. */
public final class Shown {
    private static final String ERASED = "(erased)";
    private static final Set<String> SECRETS = Set.of("passwordHash");
    private static final ObjectMapper JSON = NamedEventSerializer.mapper();

    private final History history;
    private final People people;

    public Shown(History history, People people) {
        this.history = history;
        this.people = people;
    }

    public String person(UserId user) {
        return Printable.of(people.name(user));
    }

    public String body(@Nullable Sealed sealed) {
        return sealed == null ? "" : Printable.of(history.text(sealed).orElse(ERASED));
    }

    /** All components but some, {@code name=value}. */
    public String components(Object event, Set<String> without) {
        return Parts.of(event).entrySet().stream()
                .filter(part -> part.getValue() != null && !without.contains(part.getKey()))
                .map(part -> part.getKey() + "=" + value(part.getKey(), part.getValue()))
                .collect(Collectors.joining(" "));
    }

    private String value(String name, @Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case UserId user -> person(user);
            case Sealed sealed -> SECRETS.contains(name) ? "(sealed)" : '"' + body(sealed) + '"';
            case Collection<?> many ->
                many.stream().map(one -> value(name, one)).collect(Collectors.joining(",", "[", "]"));
            case Record record when isValue(record) -> Printable.of(record.toString());
            case Record record -> "{" + components(record, Set.of()) + "}";
            default -> Printable.of(value.toString());
        };
    }

    /** Ids are records whose text is their value. */
    private static boolean isValue(Record record) {
        return !record.toString().startsWith(record.getClass().getSimpleName() + "[");
    }

    /** One line of JSON. */
    public String json(Occurrence event) {
        ObjectNode line = JSON.createObjectNode()
                .put("position", event.position())
                .put("stored", event.stored().toString())
                .put("type", event.type())
                .put("id", event.id());
        if (event.aggregate() != null) {
            line.put("aggregate", event.aggregate()).put("seq", event.seq());
        }
        putUnlessNull(line, "actor", event.actor());
        putUnlessNull(line, "device", event.device());
        line.set("payload", object(event.payload()));
        return line.toString();
    }

    private static void putUnlessNull(ObjectNode line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    private ObjectNode object(Object record) {
        ObjectNode node = JSON.createObjectNode();
        for (Map.Entry<String, @Nullable Object> part : Parts.of(record).entrySet()) {
            put(node, part.getKey(), part.getValue());
        }
        return node;
    }

    private void put(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> node.putNull(name);
            case Sealed sealed -> {
                if (SECRETS.contains(name)) {
                    node.put(name, "(sealed)");
                } else {
                    history.text(sealed).ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
                }
            }
            case Collection<?> many -> {
                ArrayNode array = node.putArray(name);
                many.forEach(one -> array.add(
                        one instanceof Record record && !isValue(record) ? object(record) : JSON.valueToTree(one)));
            }
            case Record record when !isValue(record) -> node.set(name, object(record));
            case Instant time -> node.put(name, time.toString());
            default -> node.set(name, JSON.valueToTree(value));
        }
    }
}
